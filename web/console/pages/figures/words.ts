/** Figures in words: the percentage or the pair, what changed, what stands beside, names of periods. */
import { useTexts } from "../../../common/i18n/index.ts";
import { useFormats } from "../../../common/time/index.ts";
import { plainNumber, useMoney } from "../sanctions/money.ts";
import type { Figure, FigureKey, Pair } from "./types.ts";

/** The text's key of a figure: keys of texts have no underscore. */
export const textOf = (key: FigureKey): string => key.replace(/_/g, "-");

const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : "±0");

export function useFigureWords() {
  const { t } = useTexts();
  const { coarse } = useFormats();
  const { sum } = useMoney();

  /** The large number: "92.4%", "7 单", "1,240 元"; the pair itself where it is too small for a percentage. */
  function main(key: FigureKey, pair: Pair): string {
    if (key === "open_late") return t("figure.orders", { n: plainNumber(pair.numerator) });
    if (key === "sanctions") return sum(pair.amount ?? 0);
    if (pair.denominator === 0) return t("figure.nothing");
    return pair.percent === null ? slash(pair) : `${pair.percent.toFixed(1)}%`;
  }

  const slash = (pair: Pair): string => `${plainNumber(pair.numerator)}/${plainNumber(pair.denominator)}`;

  /** The pair below it, with what it counts. */
  function pairText(key: FigureKey, pair: Pair): string {
    return t(`figure.${textOf(key)}.pair`, { pair: slash(pair) });
  }

  function changeText(figure: Figure): string {
    if (figure.change === null) return "";
    if (figure.key === "sanctions") return signed(figure.change, sum(Math.abs(figure.change)));
    const size = Math.abs(figure.change);
    return signed(figure.change, figure.key === "open_late" ? plainNumber(size) : size.toFixed(1));
  }

  /** What is counted beside: appeals, what nobody could judge, the longest; an empty text where there is nothing. */
  function besideText(figure: Figure): string {
    const { appealed, upheld, unjudged } = figure.beside;
    const parts = [
      figure.longest !== null && t("figure.longest", { time: coarse(figure.longest) }),
      upheld && t("figure.upheld", { n: upheld }),
      appealed && t("figure.appealed", { n: appealed }),
      unjudged && t("figure.unjudged", { n: unjudged }),
    ];
    return parts.filter(Boolean).join(t("figure.comma"));
  }

  function periodText(key: string): string {
    const week = /^(\d{4})-W0?(\d+)$/.exec(key);
    if (week) return t("figure.period.week", { year: week[1], week: week[2] });
    const [year, month] = key.split("-");
    return t("figure.period.month", { year, month: t("time.months").split(" ")[Number(month) - 1] });
  }

  return { main, slash, pairText, changeText, besideText, periodText };
}
