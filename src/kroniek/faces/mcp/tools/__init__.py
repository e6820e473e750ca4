"""One file for each kind of question; `toolbox` lists the tools."""
