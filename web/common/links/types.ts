/** Links for customers, as the server gives them. */
export type Purpose = "appointment" | "sign" | "rate";

export const PURPOSES: readonly Purpose[] = ["appointment", "sign", "rate"];

export interface LinkShown {
  readonly link: string;
  /** The whole address, and the same as a QR code: SVG path data on a square of `size`. */
  readonly address: string;
  readonly qr: { readonly size: number; readonly path: string };
  readonly purposes: readonly Purpose[];
  readonly expires: string;
  readonly opens: boolean;
  readonly revoked: boolean;
  readonly expired: boolean;
  /** The last day on which it was opened. */
  readonly opened: string | null;
  /** The customer asks for a new one. */
  readonly wanted: boolean;
}
