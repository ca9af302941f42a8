/** The audit trail in words: what was done, and what differed before and after, field by field. What has no words is left out. */
import { useTexts } from "../../../common/i18n/index.ts";
import { civilOf, useFormats } from "../../../common/time/index.ts";
import { usePlaces } from "../../stores/places.ts";
import type { AuditLine, PostShown } from "./types.ts";

export const DEEDS = [
  "account.created", "account.changed", "account.locked", "account.locked_out", "account.password_set", "account.staff_file_linked", "account.unlocked",
  "case.exported", "customer.forgotten", "holding.ended", "holding.given", "personal.unmasked", "place.added", "place.moved", "place.renamed",
  "leave.ended", "leave.set", "leave.taken_away", "report.deleted", "report.made", "shift.set", "token.created", "token.revoked",
] as const;

const MOMENTS = ["since", "until", "locked_until", "expires", "revoked"];
const PLACES = ["place", "parent"];
const PLAIN = ["display_name", "staff_number", "name", "zh", "en", "orders", "breached", "rows_rejected", "failed", "hours", "lunch", "days", "first", "last"];
const YES_NO = ["active", "must_change_password", "locked_out", "personal"];
const SHOWN = [...PLAIN, "kind", "language", "post", ...PLACES, "level", ...MOMENTS, ...YES_NO];

/** The text's key of a deed or field. */
export const keyOfText = (name: string): string => name.replace(/[._]/g, "-");

export interface Difference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export function useTrailWords(posts: () => readonly PostShown[]) {
  const { t, pick } = useTexts();
  const { moment } = useFormats();
  const { place } = usePlaces();

  const deed = (what: string): string => t(`admin.trail.what.${(DEEDS as readonly string[]).includes(what) ? keyOfText(what) : "other"}`);

  function value(field: string, given: unknown): string {
    if (given === null || given === undefined || given === "") return "";
    if (YES_NO.includes(field)) return t(given ? "admin.trail.yes" : "admin.trail.no");
    if (MOMENTS.includes(field)) return typeof given === "number" || civilOf(String(given)) ? moment(given as string | number) : "";
    if (PLACES.includes(field)) return place(String(given)) || String(given);
    if (field === "kind") return given === "sick" || given === "leave" ? t(`leave.${given}`) : "";
    if (field === "post") return pick(posts().find((one) => one.post === given)?.words);
    if (field === "level") return t(`admin.tree.level.${String(given)}`);
    if (field === "language") return given === "en" ? "English" : "中文";
    return String(given);
  }

  /** What differs, for one row; fields that say nothing on either side are left out. */
  function differences(line: AuditLine): Difference[] {
    const fields = SHOWN.filter((field) => field in (line.after ?? {}) || field in (line.before ?? {}));
    return fields
      .map((field) => ({ field: t(`admin.trail.field.${keyOfText(field)}`), before: value(field, line.before?.[field]), after: value(field, line.after?.[field]) }))
      .filter((one) => one.before !== one.after);
  }

  return { deed, differences };
}
