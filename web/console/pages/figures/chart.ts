/** ECharts with the few parts that these charts need: loaded when the first chart is drawn, never before. */
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, AriaComponent, SVGRenderer]);

export interface Bar {
  readonly name: string;
  readonly value: number | null;
  /** What stands at the bar: its number with its pair. */
  readonly label: string;
}

/** Draws bars with their labels into an element; gives the way to change them, and to end it. `picked` gets the place of a pressed bar. */
export function drawBars(element: HTMLElement, picked: (place: number) => void) {
  const chart = init(element, undefined, { renderer: "svg" });
  chart.on("click", (event) => typeof event.dataIndex === "number" && picked(event.dataIndex));
  return {
    show(bars: readonly Bar[], described: string, highlighted: number, pressable: boolean): void {
      chart.setOption(optionOf(bars, described, highlighted, pressable), true);
    },
    resize: () => chart.resize(),
    end: () => chart.dispose(),
  };
}

function optionOf(bars: readonly Bar[], described: string, highlighted: number, pressable: boolean) {
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: true, description: described }, decal: { show: true } },
    grid: { left: 4, right: 4, top: 24, bottom: 4, containLabel: true },
    textStyle: { fontFamily: "inherit", color: "#242424" },
    xAxis: { type: "category", data: bars.map((bar) => bar.name), axisTick: { show: false }, axisLine: { lineStyle: { color: "#242424" } }, axisLabel: { color: "#242424", interval: 0, hideOverlap: false } },
    yAxis: { type: "value", min: 0, axisLabel: { show: false }, splitLine: { show: false } },
    series: [
      {
        type: "bar",
        barMaxWidth: 40,
        cursor: pressable ? "pointer" : "default",
        itemStyle: { color: "#9a9a9a" },
        label: { show: true, position: "top", color: "#242424", formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.label ?? "" },
        data: bars.map((bar, place) => (place === highlighted ? { value: bar.value, itemStyle: { color: "#5e5e5e" } } : { value: bar.value })),
      },
    ],
  };
}
