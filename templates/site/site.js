// What makes a page easier to use. Everything on it can be read without this.
(() => {
  "use strict";

  const script = document.currentScript;
  const base = script.dataset.base.replace(/\/?$/, "/");
  const root = document.documentElement;
  const content = document.getElementById("content");

  const made = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // --- colours ------------------------------------------------------------------------

  const mode = document.querySelector("[data-mode]:not(html)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const current = () => root.dataset.mode || (dark.matches ? "dark" : "light");
  mode.hidden = false;
  mode.addEventListener("click", () => {
    root.dataset.mode = current() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("helpwright.mode", root.dataset.mode);
    } catch {
      // It holds for this page then.
    }
  });

  // Beside the page the menu is always open; above it, where a reader opens it.
  const wide = matchMedia("(min-width: 60rem)");
  const menu = document.querySelector("[data-menu]");
  const place = () => {
    menu.open = wide.matches;
  };
  place();
  wide.addEventListener("change", place);

  // --- deep links ---------------------------------------------------------------------

  const openAround = (element) => {
    for (let at = element; at && at !== content; at = at.parentElement) {
      if (at.localName === "details") at.open = true;
      if (at.hidden && at.role === "tabpanel") {
        document.getElementById(at.getAttribute("aria-labelledby")).click();
      }
    }
  };
  const arrive = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // A stray percent sign: the name as it stands.
    }
    const target = name && document.getElementById(name);
    if (!target || !content.contains(target)) return;
    openAround(target);
    const inner = target.querySelector(":scope > details");
    if (inner) inner.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  // A link to where the reader already is changes no hash.
  content.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) arrive();
  });

  // --- print --------------------------------------------------------------------------

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...content.querySelectorAll("details:not([open])")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });

  // --- code and tables ----------------------------------------------------------------

  const say = made("p", { className: "unseen", role: "status" });
  document.body.append(say);
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages from files and over plain HTTP have no clipboard but this one.
      const area = made("textarea", { value: text, className: "unseen" });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const WORDS =
    "and as async await body class const def elif else except false from if import in let " +
    "method new none not null or return string true try using var with True False None";
  const XML = /(<!--[^]*?-->)|(<\/?[\w:.-]+|\/?>)|("[^"]*")/g;
  const CODE = new RegExp(
    "((?<!\\S)#.*|(?<!:)//.*)" +
      "|(\"(?:[^\"\\\\\\n]|\\\\.)*\"(?=\\s*:)|(?<=\\s)--?[a-zA-Z][\\w-]*)" +
      "|(\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')" +
      "|(?<![\\w.-])(-?\\d+(?:\\.\\d+)?)\\b" +
      `|\\b(${WORDS.replaceAll(" ", "|")})\\b`,
    "g",
  );
  const KIND = ["note", "name", "text", "number", "word"];
  const coloured = (code) => {
    const text = code.textContent;
    if (text.length > 60000) return;
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(code.classList.contains("language-xml") ? XML : CODE)) {
      const kind = KIND[found.slice(1).findIndex((each) => each !== undefined)];
      parts.push(text.slice(end, found.index));
      parts.push(made("span", { className: `code-${kind}` }, found[0]));
      end = found.index + found[0].length;
    }
    code.replaceChildren(...parts, text.slice(end));
  };
  for (const code of content.querySelectorAll('code[class^="language-"]')) coloured(code);
  for (const pre of content.querySelectorAll("pre")) {
    const block = made("div", { className: "code" });
    pre.replaceWith(block);
    block.append(pre);
    const button = made("button", { type: "button", className: "copy" }, "Copy");
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", async () => {
      await copied(pre.textContent);
      button.textContent = "Copied";
      say.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
        say.textContent = "";
      }, 1500);
    });
    block.append(button);
  }

  // --- members ------------------------------------------------------------------------

  for (const member of content.querySelectorAll(".hw-member")) {
    const name = member.querySelector(":scope > .hw-head > b.hw-name");
    if (!name) continue;
    const link = made("a", { className: "hw-name", href: `#${encodeURIComponent(member.id)}` });
    link.append(...name.childNodes);
    name.replaceWith(link);
  }
  for (const tree of content.querySelectorAll(":scope > .hw-members")) {
    const inner = [...tree.querySelectorAll("details.hw-below")];
    if (!inner.length) continue;
    const tool = (words, open) => {
      const button = made("button", { type: "button" }, words);
      button.addEventListener("click", () => {
        for (const each of inner) each.open = open;
      });
      return button;
    };
    tree.before(made("div", { className: "tools" }, tool("Open all", true), tool("Close all", false)));
  }

  // --- one request in several languages -----------------------------------------------

  const language = (chosen) => {
    try {
      if (chosen) localStorage.setItem("helpwright.language", chosen);
      return localStorage.getItem("helpwright.language");
    } catch {
      return chosen;
    }
  };
  // The first stands below a line that names it, the others are folded.
  const languages = (title) => {
    const found = [];
    for (let at = title.nextElementSibling; at && !/^(h2|footer)$/.test(at.localName); ) {
      const next = at.nextElementSibling;
      if (at.matches("details.hw-request")) {
        const [summary, ...parts] = at.children;
        found.push({ words: summary.textContent, place: at, parts });
      } else if (at.localName === "p" && next?.matches(".code")) {
        found.push({ words: at.textContent.trim().replace(/:$/, ""), place: at, parts: [next] });
      }
      at = next;
    }
    return found;
  };
  const tabbed = (title) => {
    const panels = languages(title);
    if (panels.length < 2) return;
    const bar = made("div", { className: "tabs" });
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", title.textContent);
    panels[0].place.before(bar);
    const choose = (number, focus) => {
      panels.forEach(({ tab, panel }, place) => {
        const is = place === number;
        tab.setAttribute("aria-selected", is);
        tab.tabIndex = is ? 0 : -1;
        panel.hidden = !is;
        if (is && focus) tab.focus();
      });
      reachable();
    };
    panels.forEach((each, number) => {
      const { words } = each;
      const key = `language-${number}`;
      each.tab = made("button", { type: "button", id: `tab-${key}` }, words);
      each.tab.setAttribute("role", "tab");
      each.panel = made("div", { id: `panel-${key}` });
      each.panel.setAttribute("role", "tabpanel");
      each.panel.setAttribute("aria-labelledby", each.tab.id);
      each.tab.setAttribute("aria-controls", each.panel.id);
      each.tab.addEventListener("click", () => {
        language(words);
        choose(number, false);
      });
      each.tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) choose((number + step + panels.length) % panels.length, true);
      });
      each.place.replaceWith(each.panel);
      each.panel.append(made("p", { className: "tabbed" }, `${words}:`), ...each.parts);
      bar.append(each.tab);
    });
    const words = language();
    choose(Math.max(panels.findIndex((each) => each.tab.textContent === words), 0), false);
  };

  // On a narrow screen a drawing begins with the model that it is about.
  for (const canvas of content.querySelectorAll(".hw-canvas")) {
    const here = canvas.querySelector(".hw-here");
    if (!here) continue;
    const [own, whole] = [here.getBoundingClientRect(), canvas.getBoundingClientRect()];
    canvas.scrollLeft = own.left - whole.left - Math.max(16, (whole.width - own.width) / 2);
  }

  function reachable() {
    for (const each of content.querySelectorAll("pre, table")) {
      const more = each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight;
      if (more) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    }
  }
  for (const title of content.querySelectorAll("h2[id^='example-request']")) tabbed(title);
  reachable();
  arrive();
  addEventListener("resize", reachable);
  content.addEventListener("toggle", reachable, true);

  // --- search -------------------------------------------------------------------------

  const SHOWN = 50;
  let index = null;
  let dialog = null;

  const score = (item, words) => {
    let sum = 0;
    for (const word of words) {
      const at = item.lower.indexOf(word);
      if (at < 0) {
        if (!item.where.includes(word)) return 0;
        sum += 5;
      } else if (item.lower === word) sum += 100;
      else if (at === 0) sum += 60;
      else if (/[A-Z]/.test(item.name[at]) || /[^\p{L}\p{N}]/u.test(item.name[at - 1])) sum += 40;
      else sum += 20;
    }
    return sum + item.weight - Math.min(item.name.length, 60) / 10;
  };
  const search = (text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return index
      .map((item) => ({ item, points: score(item, words) }))
      .filter((each) => each.points > 0)
      .sort((a, b) => b.points - a.points || (a.item.name < b.item.name ? -1 : 1))
      .map((each) => each.item);
  };
  const marked = (name, text) => {
    const element = made("span", { className: "found" });
    const word = text.toLowerCase().split(/\s+/).filter(Boolean)[0] || "";
    const at = name.toLowerCase().indexOf(word);
    if (at < 0) element.append(name);
    else {
      const end = at + word.length;
      element.append(name.slice(0, at), made("mark", {}, name.slice(at, end)), name.slice(end));
    }
    return element;
  };
  const show = (list, state, text) => {
    const found = search(text);
    list.replaceChildren(
      ...found.slice(0, SHOWN).map((item) =>
        made(
          "li",
          {},
          made(
            "a",
            { href: base + item.url },
            marked(item.name, text),
            made("span", { className: "kind" }, item.kind),
            made("span", { className: "where" }, item.about),
          ),
        ),
      ),
    );
    if (!text.trim()) state.textContent = "Operations, models, members, enumerations and their values";
    else if (found.length > SHOWN) state.textContent = `${SHOWN} of ${found.length} results`;
    else state.textContent = found.length === 1 ? "1 result" : `${found.length} results`;
  };

  const KINDS = { operation: 6, model: 5, enumeration: 5, page: 4, parameter: 3, member: 3, value: 2 };
  const received = (given) => {
    const words = given.words;
    index = given.items.map(([named, kind, page, anchor, told]) => {
      const name = words[named];
      const about = words[told];
      const fragment = anchor < 0 ? words[-1 - anchor] : words[anchor] + name;
      return {
        name,
        about,
        kind: given.kinds[kind],
        lower: name.toLowerCase(),
        where: about.toLowerCase(),
        weight: KINDS[given.kinds[kind]] || 0,
        url: given.pages[page] + (fragment ? `#${encodeURIComponent(fragment)}` : ""),
      };
    });
  };
  // A script and not a request for data: pages from files may not make one.
  const loaded = () =>
    new Promise((resolve, reject) => {
      if (index) return resolve();
      window.helpwrightSearch = received;
      const element = made("script", { src: `${base}assets/search.js`, onload: resolve, onerror: reject });
      document.head.append(element);
    });

  const build = () => {
    const input = made("input", { type: "search", autocomplete: "off", spellcheck: false, id: "search-input" });
    input.setAttribute("aria-label", "Search");
    input.setAttribute("placeholder", "Name of a member, a model, an operation …");
    const close = made("button", { type: "button" }, "Close");
    const state = made("p", { className: "state", role: "status" });
    const list = made("ul");
    list.setAttribute("aria-label", "Results");
    const form = made("form", { method: "dialog" }, input, close);
    dialog = made("dialog", { className: "search" }, form, state, list);
    dialog.setAttribute("aria-label", "Search");
    const links = () => [...list.querySelectorAll("a")];
    input.addEventListener("input", () => index && show(list, state, input.value));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [first] = links();
      if (first) first.click();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("li a")) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      // By itself it empties the field first.
      if (event.key === "Escape") dialog.close();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const stops = [input, ...links()];
      const next = stops.indexOf(document.activeElement) + step;
      if (stops[next]) stops[next].focus();
    });
    document.body.append(dialog);
    loaded().then(
      () => show(list, state, input.value),
      () => {
        state.textContent = "The index of this site is not there.";
      },
    );
  };
  const find = () => {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    const input = dialog.querySelector("input");
    input.focus();
    input.select();
  };
  const button = document.querySelector("[data-find]");
  button.hidden = false;
  button.addEventListener("click", find);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const asked = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (asked || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      find();
    }
  });
})();
