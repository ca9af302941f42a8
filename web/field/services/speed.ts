/** How fast bytes go between this phone and the company's server, over the line that was just put in. */
import type { Api } from "../../common/api/index.ts";

/** Bytes of one piece: the most that the server takes. */
export const PIECE = 4 * 2 ** 20;
const SMALL = 256 * 1024;
/** Milliseconds that each direction is measured for. */
export const EACH = 2_500;

export interface Speeds {
  /** Mbps, to one decimal. */
  readonly down: number;
  readonly up: number;
  /** What was measured, line by line, as a file that can be kept. */
  readonly report: Blob;
}

interface Run {
  bytes: number;
  milliseconds: number;
}

/** Measures both directions. Throws a `NoAnswer` where there is no network. */
export async function measure(api: Api, now: () => number = () => performance.now(), each = EACH): Promise<Speeds> {
  const noise = new Uint8Array(PIECE);
  for (let at = 0; at < PIECE; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  const down = await run((size) => api.load("/field/speed", { query: { size } }), now, each);
  const up = await run(async (size) => (await api.put<{ received: number }>("/field/speed", new Blob([noise.subarray(0, size)]))).received, now, each);
  const lines = [`${new Date().toISOString()}`, written("down", down), written("up", up)];
  return { down: mbps(down), up: mbps(up), report: new Blob([lines.join("\n")], { type: "text/plain" }) };
}

/** Pieces one after the other, as long as there is time; the first is small and finds out how large the others may be. */
async function run(piece: (size: number) => Promise<number>, now: () => number, each: number): Promise<Run> {
  const result: Run = { bytes: 0, milliseconds: 0 };
  const start = now();
  let size = SMALL;
  while (result.milliseconds < each) {
    result.bytes += await piece(size);
    result.milliseconds = now() - start;
    size = Math.min(PIECE, size * 2);
  }
  return result;
}

function mbps({ bytes, milliseconds }: Run): number {
  return Math.round((bytes * 80) / 1000 / milliseconds) / 10;
}

function written(way: string, one: Run): string {
  return `${way} ${mbps(one)} Mbps, ${one.bytes} B in ${Math.round(one.milliseconds)} ms`;
}
