/** So many units as one says it: rooms have a measure word and a plural; of what else a standard counts only the name is known. */
import { type Both, useTexts } from "../i18n/index.ts";

export function useUnitCount() {
  const { t, pick } = useTexts();
  return (n: number, unit: Both | null | undefined): string => {
    if (!unit) return String(n);
    if (unit.en === "room") return t(n === 1 ? "ui.unit.room" : "ui.unit.rooms", { n });
    return t("ui.unit.count", { n, unit: pick(unit) });
  };
}
