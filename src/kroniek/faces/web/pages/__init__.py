"""One file per page. `VIEWS` in `kroniek.faces.web.views` lists them all."""
