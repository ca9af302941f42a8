/**
 * The corrected time: the device's clock and how far it is off the server's, measured from answers as they come.
 *
 * Each answer bounds the difference from both sides (it was made after the question left and before it arrived); the bounds of
 * several answers narrow it below the second that the Date header has. Limits on phone and console count by this clock alone.
 */
import { civilOfEpoch } from "./civil.ts";

export class Clock {
  private low = -Infinity;
  private high = Infinity;
  private readonly device: () => number;

  /** `device` gives milliseconds since 1970 as the device has them. */
  constructor(device: () => number = () => Date.now()) {
    this.device = device;
  }

  /** The device's own reading, for what is sent beside the server's. */
  deviceNow(): number {
    return this.device();
  }

  /**
   * Notes that the server's clock stood within [`server`, `server` + `resolution`) between `sent` and `received` (device time).
   * Bounds that contradict what was known mean that the device's clock was set anew: the past is then forgotten.
   */
  observe(sent: number, received: number, server: number, resolution = 1000): void {
    const low = server - received;
    const high = server + resolution - sent;
    if (low > this.high || high < this.low) [this.low, this.high] = [low, high];
    else [this.low, this.high] = [Math.max(low, this.low), Math.min(high, this.high)];
  }

  /** What is added to the device's clock, in milliseconds; 0 while nothing was measured. */
  get skew(): number {
    if (!Number.isFinite(this.low)) return 0;
    if (this.low <= 0 && this.high >= 0) return 0; // not known to be off
    return Math.round((this.low + this.high) / 2);
  }

  /** Whether an answer of the server was seen. */
  get measured(): boolean {
    return Number.isFinite(this.low);
  }

  /** Milliseconds since 1970, corrected. */
  now(): number {
    return this.device() + this.skew;
  }

  /** The civil second, corrected. */
  civil(): number {
    return civilOfEpoch(this.now());
  }
}

/** The clock of this page. */
export const clock = new Clock();
