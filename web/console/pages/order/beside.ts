/** What stands in the panel at the right of an order's page. */
import type { NextAct } from "../../../common/api/types.ts";

export type House = "note" | "facts" | "close";

export type Beside =
  | { readonly kind: "record"; readonly act: string; readonly next?: NextAct }
  | { readonly kind: "grounds" | "correct"; readonly act: string }
  | { readonly kind: "house"; readonly what: House; readonly text?: string }
  | { readonly kind: "appeal"; readonly clause: string }
  | { readonly kind: "give" | "links" };
