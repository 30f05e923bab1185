/**
 * What scrolls sideways while its picture stays in place and is drawn anew. Where it stands is kept
 * here, since to ask the browser in the middle of a picture would make it lay out the page at once.
 */
export class Scroller {
  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} track    as wide as all there is to see
   * @param {() => void} redraw
   */
  constructor(element, track, redraw) {
    this.element = element;
    this.track = track;
    this.width = element.clientWidth;
    this.offset = 0;
    this.all = 0;
    element.addEventListener("scroll", () => {
      // What comes from here may come back rounded.
      if (Math.abs(element.scrollLeft - this.offset) < 1) return;
      this.offset = element.scrollLeft;
      redraw();
    });
    new ResizeObserver(() => {
      // in a folded panel it has no width, and soon its own again
      if (element.clientWidth === 0 || element.clientWidth === this.width) return;
      this.width = element.clientWidth;
      redraw();
    }).observe(element);
  }

  /** @param {number} all  the width of all there is to see */
  reach(all) {
    if (all !== this.all) this.track.style.width = `${all}px`;
    this.all = all;
    this.offset = Math.min(this.offset, Math.max(0, all - this.width));
  }

  /** @param {number} offset */
  move(offset) {
    const whole = Math.round(offset);
    if (whole === this.offset) return;
    this.offset = whole;
    // When the whole page is drawn, and so is laid out once.
    queueMicrotask(() => {
      this.element.scrollLeft = this.offset;
    });
  }
}
