// What the crawl asks a page: when it rests, what it says, what sticks out, what can be pressed. Nothing here changes the page.
(() => {
  if (window.crawl) return;
  const pending = new Set();
  const asked = window.fetch.bind(window);
  const under = new Map();
  const blocked = [];
  const refused = [];
  let last = performance.now();

  // Opening a page, a panel or a form sends nothing; a button that sends is told so and kept from it.
  const HARMLESS = /\/(order-form|what-if|session|looking)$/;
  window.fetch = (what, options = {}) => {
    const address = String(what.url ?? what);
    const method = (options.method ?? what.method ?? "GET").toUpperCase();
    if (method !== "GET" && !HARMLESS.test(address.split("?")[0])) {
      blocked.push(`${method} ${address}`);
      return Promise.reject(new TypeError("kept from sending"));
    }
    const answer = asked(what, options);
    const from = location.pathname;
    // Heard here and not from the browser, which tells of an answer when the next page may already stand.
    answer.then((got) => { if (got.status >= 400 && from === location.pathname) refused.push(`${got.status} ${method} ${address}`); }, () => undefined);
    if (/\/feed\?/.test(address)) return answer;
    pending.add(answer);
    under.set(answer, address);
    last = performance.now();
    const over = () => { pending.delete(answer); under.delete(answer); last = performance.now(); };
    answer.then((got) => got.clone().text().finally(over), over);
    return answer;
  };
  window.print = () => undefined;

  function watch() {
    new MutationObserver(() => { last = performance.now(); }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "hidden", "aria-expanded", "lang"] });
  }
  if (document.documentElement) watch();
  else document.addEventListener("DOMContentLoaded", watch);

  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const path = (element) => {
    const name = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join(""));
    return element.parentElement && element.parentElement !== document.body ? `${element.parentElement.tagName.toLowerCase()}${element.parentElement.className ? `.${String(element.parentElement.className).split(" ")[0]}` : ""} > ${name}` : name;
  };
  const named = (element) => (element.getAttribute("aria-label") ?? element.innerText ?? "").trim().replace(/\s+/g, " ").slice(0, 60);

  /** Every text that a reader or a screen reader meets: its words, its language, where it stands. */
  function texts() {
    const found = [[document.title, document.documentElement.lang, "title"]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.data.trim();
      const holder = node.parentElement;
      if (!words || !holder || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(holder.tagName)) continue;
      if (holder.tagName !== "OPTION" && !seen(holder)) continue;
      found.push([words, holder.closest("[lang]")?.lang ?? "", path(holder)]);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [aria-description]")) {
      if (!seen(element)) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"]) {
        const words = element.getAttribute(name)?.trim();
        if (words) found.push([words, element.closest("[lang]")?.lang ?? "", `${path(element)}[${name}]`]);
      }
    }
    return found;
  }

  const PRESSED = "button, select, summary, input:not([type=hidden]), textarea, a, [role=button], [role=tab]";

  /** What sticks out, is cut, or is too small to be pressed. */
  function layout(least) {
    const faults = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth) faults.push(["sideways", `${page.scrollWidth} > ${page.clientWidth}: ${widest(page.clientWidth)}`]);
    for (const element of document.querySelectorAll("button, .button, .chip, .tile, h1, h2, h3, th, label, legend")) {
      if (seen(element) && element.clientWidth && element.scrollWidth > element.clientWidth + 1 && !element.closest(".reader-only, .visually-hidden")) faults.push(["cut", `${path(element)} ${named(element)}`]);
    }
    for (const element of document.querySelectorAll(PRESSED)) {
      if (!seen(element) || element.closest(".reader-only, .visually-hidden, .skip") || element.disabled) continue;
      const style = getComputedStyle(element);
      if (style.display === "inline" || inSentence(element) || element.matches("input[type=checkbox], input[type=radio], input[type=file]")) continue;
      const box = element.getBoundingClientRect();
      const wanted = element.matches(".tile") ? least - 4 : least;
      if (box.height && box.height < wanted - 0.5) faults.push(["small", `${Math.round(box.height)} px: ${path(element)} ${named(element)}`]);
    }
    return faults;
  }

  /** A word of a sentence cannot be higher than its line. */
  const inSentence = (element) => element.matches("a, .link") && [...element.parentElement.childNodes].some((one) => one.nodeType === 3 && one.data.trim().length > 1);

  function widest(width) {
    let out = "";
    let most = width;
    for (const element of document.querySelectorAll("body *")) {
      const right = element.getBoundingClientRect().right;
      if (right > most + 0.5 && seen(element)) [most, out] = [right, `${path(element)} ${named(element)}`];
    }
    return out;
  }

  /** Whether something else lies over the middle of an element. */
  function covered(element) {
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return Boolean(top) && !element.contains(top) && !top.contains(element);
  }

  /** The filled buttons that are in sight: those of the box that lies over the page, if one does. */
  function filled() {
    const over = document.querySelector("dialog[open]") ?? document;
    return [...over.querySelectorAll(".filled")].filter((one) => seen(one) && !covered(one)).map((one) => `${path(one)} ${named(one)}`);
  }

  const KEPT = ".chip[aria-pressed][lang], [type=submit], [disabled], [download]";

  /** Marks what can be pressed in the page (or in the box over it), at most `each` of a kind; how many there are. */
  function openers(each, most) {
    for (const one of document.querySelectorAll("[data-crawl]")) delete one.dataset.crawl;
    const within = document.querySelector("[role=dialog], dialog[open]") ?? document.querySelector("main");
    const kinds = new Map();
    let count = 0;
    for (const element of within?.querySelectorAll("button, summary, [role=tab]") ?? []) {
      if (!seen(element) || element.matches(KEPT)) continue;
      const region = element.closest("section, nav, form, header, table, ul, ol, details")?.className ?? "";
      const kind = `${element.className}|${element.getAttribute("aria-expanded") ?? ""}|${region}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind) > each || count >= most) continue;
      element.dataset.crawl = String(count);
      count += 1;
    }
    return count;
  }

  /** Presses the marked element; what it is called, null when it is gone. */
  function press(place) {
    const one = document.querySelector(`[data-crawl="${place}"]`);
    if (!one || one.disabled || !seen(one)) return null;
    const name = named(one);
    one.click();
    return name;
  }

  /** The other language by the switch on the page, if it has one. */
  function switched(tag) {
    const button = document.querySelector(`.switch [lang="${tag}"]`);
    button?.click();
    return Boolean(button);
  }

  const lying = () => document.querySelector("[role=dialog], dialog[open]");

  /** What a box is made of: those of the same pieces are the same to whoever tests their accessibility. */
  const pieces = (box) => [...new Set([box, ...box.querySelectorAll("*")].map((one) => `${one.tagName}.${one.className}`))].sort().join(" ");

  window.crawl = {
    switch: switched,
    blocked, openers, lying,
    /** All that a page is looked at for when it rests: one answer, since every question costs a way through three programs. */
    async look(quiet, least) {
      const rested = await this.rest(quiet);
      const over = lying() ? pieces(lying()) : "";
      return { rested, refused: refused.splice(0), texts: texts(), layout: layout(least), filled: filled(), over, at: location.pathname + location.search };
    },
    async visit(address, quiet, least) {
      refused.length = 0;
      this.go(address);
      return this.look(quiet, least);
    },
    /** Presses the opener at a place; what it is called and what then stands, null when it is gone. */
    async press(place, quiet, least) {
      const name = press(place);
      return name === null ? null : { name, ...(await this.look(quiet, least)) };
    },
    /** Resolves when nothing is asked for any more and nothing moves for `quiet` ms; false when that never comes. */
    async rest(quiet, most = 60_000) {
      const begun = performance.now();
      last = begun;
      while (performance.now() - begun < most) {
        await new Promise((next) => setTimeout(next, 10));
        const busy = pending.size || document.querySelector("[aria-busy=true], .bare-frame");
        if (!busy && performance.now() - last > quiet) return true;
      }
      return false;
    },
    /** What keeps the page from resting. */
    busy: () => [...under.values(), ...[...document.querySelectorAll("[aria-busy=true], .bare-frame")].map(path)].join(", ") || "it keeps changing",
    go(address) {
      history.pushState({}, "", address);
      dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    },
  };
})();
