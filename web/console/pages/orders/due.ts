/** What is due next on an order, in words. */
import { useTexts } from "../../../common/i18n/index.ts";
import type { OrderLine } from "../../stores/api.ts";

export function useDue() {
  const { t, pick } = useTexts();
  return {
    /** "致电客户", with its unit; the first two of several ways, then "…". */
    acts(order: OrderLine): string {
      if (!order.due) return "";
      const names = order.due.acts.slice(0, 2).map((act) => pick(act)).join(t("orders.or"));
      return [order.due.unit, names || t("orders.proof")].filter(Boolean).join(" ");
    },
  };
}
