/** Sums of money and effects in words. */
import { useTexts } from "../../../common/i18n/index.ts";
import type { Sanction } from "./types.ts";

/** A number with its thousands parted and at most two decimals: "1,240", "0.50" stays "0.5". */
export function plainNumber(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

/** What is typed as a sum; null for what is none: negative, not a number, more than two decimals. */
export function sumOf(typed: string): number | null {
  const text = typed.trim().replace(/[,，\s]/g, "").replace(/元$/, "");
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Number(text) : null;
}

/** Words for sums and effects. */
export function useMoney() {
  const { t, pick } = useTexts();
  const sum = (value: number): string => t("sanction.sum", { n: plainNumber(value) });

  /** What is to be decided: "罚款 10 元", or the effect alone where no sum is fixed. */
  function proposed(one: Sanction): string {
    const effect = pick(one.effect_words);
    if (one.wanted !== null) return effect ? t("sanction.effect-and-sum", { effect, sum: sum(one.wanted) }) : sum(one.wanted);
    return effect || t("sanction.no-sum");
  }

  return { sum, proposed };
}
