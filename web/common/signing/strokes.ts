/** A signature as strokes: points in thousandths of the pad's width, so that turning the phone changes nothing. */

export type Point = readonly [number, number];
export type Stroke = readonly Point[];

/** Whether somebody signed: more than dots. */
export function isSigned(strokes: readonly Stroke[]): boolean {
  return strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= 100;
}

function lengthOf(stroke: Stroke): number {
  return stroke.slice(1).reduce((sum, [x, y], place) => sum + Math.hypot(x - stroke[place]![0], y - stroke[place]![1]), 0);
}

/** The path of the strokes. */
export function pathOf(strokes: readonly Stroke[]): string {
  return strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}${stroke.length === 1 ? "h1" : ""}`).join("");
}
