// The parts of D3 that the pages use, and nothing else: what moves a chart, not what draws it (the server draws).
export { select, selectAll, pointer } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
export { brushX } from "d3-brush";
export { drag } from "d3-drag";
export { forceSimulation, forceLink, forceManyBody, forceX, forceY, forceCollide } from "d3-force";
