// The countries of Natural Earth (1:110 million, public domain) as SVG paths on one fixed map, by ISO alpha-3 code.
// The map is Equal Earth; faces/web/charts/projection.py holds the same formula and must agree with SCALE and CENTRE.
const fs = require("fs");
const { feature, mesh } = require("topojson-client");
const codes = require("i18n-iso-countries/codes.json");

const WIDTH = 960;
const UNNAMED = { Kosovo: "KOS", Somaliland: "SOM", "N. Cyprus": "CYP" }; // without a number of their own

async function main(target) {
  const { geoEqualEarth, geoPath } = await import("d3-geo");
  const world = JSON.parse(fs.readFileSync(require.resolve("world-atlas/countries-110m.json"), "utf8"));
  const projection = geoEqualEarth().fitWidth ? geoEqualEarth().fitWidth(WIDTH, { type: "Sphere" }) : geoEqualEarth();
  const path = geoPath(projection).digits(1);
  const alpha3 = new Map(codes.map(([, three, number]) => [number, three]));
  const rows = [];
  for (const one of feature(world, world.objects.countries).features) {
    const name = one.properties.name;
    const code = (one.id && alpha3.get(String(one.id).padStart(3, "0"))) || UNNAMED[name];
    if (code === "ATA") continue; // nobody lives there, and it takes a fifth of the map
    if (!code) throw new Error(`no code for ${name}`);
    rows.push([code, name, path(one)]);
  }
  rows.sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
  const [x, y] = projection.translate();
  const head = `# scale ${projection.scale().toFixed(4)}, centre ${x.toFixed(2)} ${y.toFixed(2)}\ncode\tname\tpath\n`;
  const borders = path(mesh(world, world.objects.countries, (a, b) => a !== b));
  fs.writeFileSync(target, head + rows.map((row) => row.join("\t")).join("\n") + "\n");
  console.log(rows.length, "countries;", fs.statSync(target).size, "bytes; sphere", path.bounds({ type: "Sphere" }), borders.length);
}

main(process.argv[2]);
