/** Whether a panel stands at the right: then the page beside it makes room (`html.paneled` in `console.css`). */
let open = 0;

/** One panel more (1) or less (-1); one may open while another still closes. */
export function paneled(by: 1 | -1): void {
  open += by;
  document.documentElement.classList.toggle("paneled", open > 0);
}
