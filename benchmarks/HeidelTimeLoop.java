import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.text.SimpleDateFormat;
import java.util.Base64;
import java.util.Date;

/** Reads lines `DATE TAB base64 of a text` and writes for each the base64 of HeidelTime's TimeML: one start of Java for all. */
class HeidelTimeLoop {
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        POSTagger tagger = POSTagger.valueOf(args[1]);
        HeidelTimeStandalone tag = new HeidelTimeStandalone(
            Language.DUTCH, DocumentType.NEWS, OutputType.TIMEML, args[0], tagger);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] cells = line.split("\t");
            Date day = new SimpleDateFormat("yyyy-MM-dd").parse(cells[0]);
            String text = new String(Base64.getDecoder().decode(cells[1]), "UTF-8");
            String found = tag.process(text, day);
            out.println(Base64.getEncoder().encodeToString(found.getBytes("UTF-8")));
            out.flush();
        }
    }
}
