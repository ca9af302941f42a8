/** Numbers as texts, equal on every device and to what the server writes: halves go to the even neighbour. */

/** A number in its shortest form: "20", "12.5", "1e-05". */
export function shortest(number: number): string {
  if (Number.isInteger(number)) return BigInt(number).toString();
  const size = Math.abs(number);
  if (size >= 1e-4) return String(number);
  const [digits, power] = number.toExponential().split("e-") as [string, string];
  return `${digits}e-${power.padStart(2, "0")}`;
}

/** A number with so many decimals; a half goes to the even neighbour, as seen in the number's own binary value. */
export function fixed(number: number, places: number): string {
  const text = number.toFixed(places);
  if (Math.abs(number) >= 1e15) return text;
  const exact = Math.abs(number).toFixed(places + 25);
  const cut = exact.length - 25;
  const half = exact[cut] === "5" && /^0*$/.test(exact.slice(cut + 1));
  if (!half) return text;
  const down = exact.slice(0, cut).replace(/\.$/, "");
  const even = Number(down.at(-1)) % 2 === 0;
  return even ? `${number < 0 ? "-" : ""}${down}` : text;
}

/** A number rounded to so many decimals. */
export function rounded(number: number, places: number): number {
  return Number(fixed(number, places));
}

/** A number with at most six digits that count, without useless zeros: "97.5". */
export function brief(number: number): string {
  return shortest(Number(number.toPrecision(6)));
}
