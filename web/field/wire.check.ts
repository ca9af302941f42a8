/** What the phone keeps against the API's description of itself (see common/api/wire.check.ts). Types only. */
import type { Fits } from "../common/api/wire.check.ts";
import type { Answers } from "../common/api/wire.ts";
import type { Bundle, FieldCase } from "./services/db.ts";
import type { FieldFeed } from "./services/feed.ts";

/** Rules, sentences and years are open in the description: the judge's own tests hold them. */
type Described = "account" | "as_of" | "receipt_key" | "last";

export type Answered = [
  Fits<Answers["field_bundle"]["cases"], readonly FieldCase[]>,
  Fits<Answers["field_feed"], FieldFeed>,
  Fits<Pick<Answers["field_bundle"], Described>, Pick<Bundle, Described>>,
];
