/** Something that is to be run later, once: of several wishes the earliest stands, so that no stream of taps puts it off for ever. */
export class Later {
  private readonly run: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;

  constructor(run: () => void) {
    this.run = run;
  }

  /** Runs it after so many milliseconds, if it is not to be run before that anyhow. */
  in(milliseconds: number): void {
    const due = performance.now() + Math.max(0, milliseconds); // no clock that somebody may set
    if (this.timer !== undefined && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.run();
    }, due - performance.now());
  }
}
