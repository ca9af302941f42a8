/** Whether a receipt is one for what was sent, and the server's own signature stands under it. */
import type { Receipt } from "../../common/api/types.ts";
import type { KeptAct } from "./db.ts";

const HEX_64 = /^[0-9a-f]{64}$/;

/** Why a receipt cannot be taken for an act; null when it can. `key` is the server's public key in hex, if it is known. */
export async function faultOf(receipt: Receipt, act: KeptAct, key: string | null): Promise<string | null> {
  if (receipt.key !== act.key || receipt.case !== act.case || receipt.act !== act.act) return "other";
  if (!HEX_64.test(receipt.hash)) return "hash";
  if (key && (await signed(receipt, key)) === false) return "signature";
  return null;
}

/** Whether the signature is right; null where this browser cannot tell. */
async function signed(receipt: Receipt, key: string): Promise<boolean | null> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  let known: CryptoKey;
  try {
    known = await subtle.importKey("raw", bytes(key), "Ed25519", false, ["verify"]);
  } catch {
    return null; // an older browser without Ed25519
  }
  return subtle.verify("Ed25519", known, bytes(receipt.signature), new TextEncoder().encode(signedText(receipt)));
}

/** The text that the signature covers: sorted keys, no spaces. */
export function signedText(receipt: Receipt): string {
  const { signature: _, ...plain } = receipt;
  const sorted = Object.fromEntries(Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ receipt: sorted });
}

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(hex.length >> 1);
  for (let place = 0; place < result.length; place++) result[place] = Number.parseInt(hex.slice(2 * place, 2 * place + 2), 16);
  return result;
}
