/** @import {Context} from "../../static/panels.js" */

/** As much of a document as drawing needs. */
export class FakeElement {
  /**
   * @param {string} tag
   * @param {FakeDocument} document
   */
  constructor(tag, document) {
    this.tag = tag;
    this.ownerDocument = document;
    this.namespaceURI = "";
    /** @type {FakeElement[]} */
    this.childNodes = [];
    /** @type {FakeElement | null} */
    this.parent = null;
    /** @type {Record<string, string>} */
    this.attributes = {};
    this.textContent = "";
    this.className = "";
    this.id = "";
    this.writes = 0;
    this.style = { setProperty() {} };
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get lastChild() {
    return this.childNodes[this.childNodes.length - 1] ?? null;
  }

  get nextSibling() {
    const siblings = this.parent?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  /** @param {FakeElement} child @param {FakeElement | null} before */
  insertBefore(child, before) {
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, child);
    child.parent = this;
  }

  /** @param {FakeElement} child */
  append(child) {
    this.insertBefore(child, null);
  }

  remove() {
    this.parent?.childNodes.splice(this.parent.childNodes.indexOf(this), 1);
    this.parent = null;
  }

  addEventListener() {}

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
    this.writes += 1;
  }

  /** @param {string} name */
  removeAttribute(name) {
    delete this.attributes[name];
    this.writes += 1;
  }
}

export class FakeDocument {
  /** @param {string} tag */
  createElement(tag) {
    return new FakeElement(tag, this);
  }

  /** @param {string} _ @param {string} tag */
  createElementNS(_, tag) {
    return new FakeElement(tag, this);
  }
}

/**
 * A fake element under the type of a real one.
 *
 * @param {string} tag
 * @returns {HTMLElement & FakeElement}
 */
export function fake(tag) {
  return /** @type {any} */ (new FakeDocument().createElement(tag));
}

/**
 * A context in which nothing happens.
 *
 * @returns {Context}
 */
export function idle() {
  const carry = {
    address: (/** @type {string} */ path) => path,
    copy: async () => {},
    load: async () => {},
    download() {},
  };
  return { dispatch() {}, anchors: new Map(), copyLink() {}, carry, redraw() {} };
}
