/** MAC addresses as labels carry them: twelve hexadecimal digits, however they are set apart. */

const DIGITS = 12;

/** "02:00:00:00:08:06" of any way of writing it; null for what is none. A label's "MAC:" before it is not minded. */
export function macOf(text: string): string | null {
  const plain = text.normalize("NFKC").toUpperCase().replace(/^\s*MAC(\s*(ID|ADDR(ESS)?))?\s*[:=]?\s*/, "").replace(/[\s:.-]/g, "");
  return /^[0-9A-F]{12}$/.test(plain) ? plain.match(/../g)!.join(":") : null;
}

/** What is wrong with typed digits: the place (from 1) of one that is no hexadecimal digit, or how many are lacking or too many. */
export function macFault(text: string): { code: "digit"; place: number; found: string } | { code: "short" | "long"; n: number } | null {
  const plain = [...text.normalize("NFKC").toUpperCase().replace(/[\s:.-]/g, "")];
  const wrong = plain.findIndex((digit) => !/^[0-9A-F]$/.test(digit));
  if (wrong >= 0) return { code: "digit", place: wrong + 1, found: plain[wrong]! };
  if (plain.length < DIGITS) return { code: "short", n: DIGITS - plain.length };
  return plain.length > DIGITS ? { code: "long", n: plain.length - DIGITS } : null;
}

/** Whether an ask or field is for a MAC address: the standards name it so. */
export function asksMac(name: string): boolean {
  return /(^|_)macs?($|_)/.test(name);
}
