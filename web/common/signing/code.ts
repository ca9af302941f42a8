/** Verification codes: what stands on a signed record, and by which it is looked up. */

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The verification code of a digest, "4F7K-20Q9": its first forty bits in Crockford's base 32. */
export function codeOf(digest: string): string {
  let value = BigInt(`0x${digest.slice(0, 10)}`);
  let signs = "";
  for (let place = 0; place < 8; place++, value >>= 5n) signs = CROCKFORD[Number(value & 31n)] + signs;
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
