/** Which pages a link has, and which of them comes next. */
import type { PageName, View } from "./types.ts";

/** The pages that a link's purposes open. */
export function pagesOf(view: View): PageName[] {
  const pages: PageName[] = [];
  if (view.purposes.includes("appointment")) pages.push("visit", "time");
  if (view.sign) pages.push("record");
  if (view.rate) pages.push("rate");
  return pages;
}

/** The page that is shown first: the visit while it lies ahead, then the record until it is signed, then the rating. */
export function firstPage(view: View): PageName {
  const pages = pagesOf(view);
  const ahead = !view.appointment || view.appointment.start > view.now;
  if (pages.includes("visit") && ahead) return "visit";
  if (view.sign && !view.sign.signed) return "record";
  if (view.rate?.ready && !view.rate.given) return "rate";
  return pages[0] ?? "visit";
}
