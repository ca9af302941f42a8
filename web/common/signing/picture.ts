/**
 * A signature as the picture that is kept: a PNG, black on white, since the record takes pictures and no drawings. One place for all screens.
 *
 * With `lines` the words that were shown stand above the strokes, under them their digest: so the signed text is the shown text wherever
 * no statement of the server's is signed.
 */
import type { Stroke } from "./strokes.ts";

/** The height of a pad, in thousandths of its width. */
export const PAD_HEIGHT = 420;
const WIDTH = 600;
const WIDTH_WITH_TEXT = 1000;
const LINE = 40;
const FONT = '28px "PingFang SC", "Noto Sans CJK SC", sans-serif';

/** The picture of strokes. Throws when the browser cannot draw. */
export async function signaturePicture(strokes: readonly Stroke[], lines: readonly string[] = []): Promise<Blob> {
  const canvas = drawn(strokes, lines, lines.length ? await digestOfLines(lines) : "");
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("this browser writes no pictures"))), "image/png"));
}

/** The same as base64, for what carries it in a request. */
export function signatureBase64(strokes: readonly Stroke[]): string {
  return drawn(strokes, [], "").toDataURL("image/png").split(",")[1]!;
}

/** SHA-256 of lines of text, in hex. */
async function digestOfLines(lines: readonly string[]): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines.join("\n")));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function drawn(strokes: readonly Stroke[], lines: readonly string[], digest: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  const width = lines.length ? WIDTH_WITH_TEXT : WIDTH;
  pen.font = FONT;
  const text = lines.length ? [...lines, `SHA-256 ${digest}`].flatMap((line) => wrapped(pen, line, width - 32)) : [];
  const top = text.length ? text.length * LINE + 24 : 0;
  [canvas.width, canvas.height] = [width, top + Math.round((width * PAD_HEIGHT) / 1000)];
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  pen.font = FONT; // a canvas forgets it with its size
  text.forEach((line, place) => pen.fillText(line, 16, (place + 1) * LINE));
  pen.translate(0, top);
  pen.scale(width / 1000, width / 1000);
  draw(pen, strokes);
  return canvas;
}

function draw(pen: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  pen.lineWidth = 6;
  pen.lineCap = pen.lineJoin = "round";
  for (const stroke of strokes) {
    pen.beginPath();
    stroke.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    if (stroke.length === 1) pen.lineTo(stroke[0]![0] + 1, stroke[0]![1]);
    pen.stroke();
  }
}

function wrapped(pen: CanvasRenderingContext2D, line: string, width: number): string[] {
  const result: string[] = [];
  let now = "";
  for (const letter of line) {
    if (now && pen.measureText(now + letter).width > width) {
      result.push(now);
      now = "";
    }
    now += letter;
  }
  return [...result, now];
}
