// Searches the goals of a copy of the site that no program answers: reads what is asked for from
// the address, loads of the index beside the page what that needs, and shows what matches all of
// it. The words are reduced to stems as the program's own search does, so both find the same.

const WORD = /[\p{L}\p{N}]+/gu;
const LONGEST_WORD = 60;
const FACETS = ["field", "department", "kind"];

// -- Words ---------------------------------------------------------------------------------------

const VOWELS = new Set("aeiouyäöü");
const BEFORE_S = new Set("bdfghklmnrt");
const BEFORE_ST = new Set("bdfghklmnt");
const BEFORE_ET = new Set("Udfgklmnrstzä");
const KEPT_BEFORE_ET = /(?:tick|plan|geordn|intern|tr)$/;

const longestEnd = (word, ends) => ends.find((end) => word.endsWith(end)) ?? "";
const without = (word, end) => word.slice(0, word.length - end.length);

// Between vowels u and y are consonants, and written as capitals while stemming.
const marked = (word) => {
  const signs = [...word];
  for (let at = 1; at < signs.length - 1; at += 1) {
    if ("uy".includes(signs[at]) && VOWELS.has(signs[at - 1]) && VOWELS.has(signs[at + 1])) {
      signs[at] = signs[at].toUpperCase();
    }
  }
  const others = { ae: "ä", oe: "ö", ue: "ü", ß: "ss", qu: "qu" };
  return signs.join("").replace(/ae|oe|qu|ue|ß/g, (found) => others[found]);
};

// Where the first and the second region begin: after the first consonant that follows a vowel.
const regions = (word) => {
  const after = (from) => {
    let at = from;
    while (at < word.length && !VOWELS.has(word[at])) at += 1;
    if (at === word.length) return -1;
    while (at < word.length && VOWELS.has(word[at])) at += 1;
    return at === word.length ? -1 : at + 1;
  };
  const first = word.length < 3 ? -1 : after(0);
  if (first < 0) return [word.length, word.length];
  const second = after(first);
  return [Math.max(first, 3), second < 0 ? word.length : second];
};

const withoutInflection = (word, first) => {
  const ends = ["erinnen", "erin", "ern", "lns", "em", "en", "er", "es", "ln", "e", "s"];
  const end = longestEnd(word, ends);
  const stem = without(word, end);
  if (!end || stem.length < first) return word;
  if (end === "em" && stem.endsWith("syst")) return word;
  if (end === "s" && !BEFORE_S.has(stem.at(-1))) return word;
  if (end === "ln" || end === "lns") return `${stem}l`;
  return ["e", "en", "es"].includes(end) && stem.endsWith("niss") ? stem.slice(0, -1) : stem;
};

const withoutComparison = (word, first) => {
  const end = longestEnd(word, ["est", "en", "er", "et", "st"]);
  const stem = without(word, end);
  if (!end || stem.length < first) return word;
  if (end === "st" && !(BEFORE_ST.has(stem.at(-1)) && stem.length >= 4)) return word;
  if (end === "et" && (!BEFORE_ET.has(stem.at(-1)) || KEPT_BEFORE_ET.test(stem))) return word;
  return stem;
};

const withoutDerivation = (word, first, second) => {
  const ends = ["heit", "isch", "keit", "lich", "end", "ung", "ig", "ik"];
  const end = longestEnd(word, ends);
  const stem = without(word, end);
  if (!end || stem.length < second) return word;
  if (["ig", "ik", "isch"].includes(end)) return stem.endsWith("e") ? word : stem;
  let inner = "";
  if (end === "end" || end === "ung") {
    inner = stem.endsWith("ig") && !stem.endsWith("eig") ? "ig" : "";
    return stem.length - inner.length >= second ? without(stem, inner) : stem;
  }
  if (end === "keit") {
    inner = longestEnd(stem, ["lich", "ig"]);
    return stem.length - inner.length >= second ? without(stem, inner) : stem;
  }
  inner = longestEnd(stem, ["er", "en"]);
  return stem.length - inner.length >= first ? without(stem, inner) : stem;
};

const german = (word) => {
  const whole = marked(word);
  const [first, second] = regions(whole);
  const stem = withoutDerivation(
    withoutComparison(withoutInflection(whole, first), first),
    first,
    second,
  );
  const plain = { U: "u", Y: "y", ä: "a", ö: "o", ü: "u" };
  return stem.replace(/[UYäöü]/g, (sign) => plain[sign]) || word;
};

export const stemmers = { german };

const folded = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");

export const termsOf = (query, index) => {
  const stem = stemmers[index.stemmer] ?? ((word) => word);
  const unasked = new Set(index.unasked);
  const words = [...folded(query).matchAll(WORD)].map((found) => found[0]);
  const telling = words.filter((word) => !unasked.has(word));
  const asked = telling.length ? telling : words;
  const stems = asked.map((word) => stem([...word].slice(0, LONGEST_WORD).join("")));
  return [...new Set(stems)].slice(0, index.most_terms);
};

// -- The index -----------------------------------------------------------------------------------

const OTHER = "_";
const fileOf = (stem, letters) => {
  const first = [...stem].slice(0, letters).join("").padEnd(letters, OTHER);
  return [...first].map((sign) => (/[a-z0-9]/.test(sign) ? sign : OTHER)).join("") || "alle";
};

export class Index {
  constructor(address, head) {
    Object.assign(this, head);
    this.address = address;
    this.loaded = new Map();
  }

  static async at(address) {
    return new Index(address, await (await loaded(new URL(address, location.href))).json());
  }

  get count() {
    return this.goals.document.of.length;
  }

  // What is not there has no goals: no word begins like that.
  part(name) {
    if (!this.loaded.has(name)) {
      const address = new URL(`${name}.json?v=${this.version}`, new URL(this.address, location.href));
      this.loaded.set(name, loaded(address).then((answer) => answer.json()));
    }
    return this.loaded.get(name);
  }

  async goalsWith(stem) {
    const name = `worte-${fileOf(stem, this.letters)}`;
    const postings = this.words.includes(name) ? await this.part(name) : {};
    return new Set(Object.hasOwn(postings, stem) ? postings[stem] : []);
  }

  async card(number) {
    const cards = await this.part(`karten-${Math.floor(number / this.per_file)}`);
    return cards[number % this.per_file];
  }

  // The test whether a goal has a value of a facet; null for a value that there is not.
  filter(facet, value) {
    const { values, of } = this.goals[facet];
    const wanted = values.indexOf(value);
    if (wanted < 0) return null;
    return facet === "department" ? (n) => of[n].includes(wanted) : (n) => of[n] === wanted;
  }
}

const loaded = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
};

// -- What is asked for ---------------------------------------------------------------------------

const askedIn = (address, index) => {
  const told = new URL(address).searchParams;
  const of = (part) => (told.get(index.names[part]) ?? "").trim();
  const asked = { document: of("document"), search: of("search").split(/\s+/).join(" ") };
  FACETS.forEach((facet) => (asked[facet] = of(facet)));
  if (asked.document === index.current) asked.document = "";
  const after = Number(of("after"));
  asked.after = Number.isSafeInteger(after) && after > 0 && after < index.count ? after : 0;
  return asked;
};

const addressOf = (asked, index) => {
  const told = new URLSearchParams();
  Object.entries(asked).forEach(([part, value]) => value && told.set(index.names[part], value));
  const query = told.toString();
  return query ? `${index.search_at}?${query}` : index.search_at;
};

class Unclear extends Error {}

export const matching = async (asked, index) => {
  if (asked.search.length > index.longest) throw new Unclear(index.texts.too_long);
  const filters = [];
  const documents = asked.document || index.current;
  if (documents !== index.all) filters.push(["document", documents]);
  FACETS.forEach((facet) => asked[facet] && filters.push([facet, asked[facet]]));
  const tests = filters.map(([facet, value]) => index.filter(facet, value));
  // What can be chosen may still have no goal here; what cannot be chosen is a mistake.
  const isKnown = ([facet, value], at) => tests[at] || choiceOf(facet, value, index);
  if (!filters.every(isKnown)) throw new Unclear(index.texts.unclear);
  if (tests.includes(null)) return [];
  if (asked.search) {
    const terms = termsOf(asked.search, index);
    if (!terms.length) return [];
    const sets = await Promise.all(terms.map((stem) => index.goalsWith(stem)));
    tests.push(...sets.map((goals) => (number) => goals.has(number)));
  }
  return [...Array(index.count).keys()].filter((number) => tests.every((test) => test(number)));
};

// -- The page ------------------------------------------------------------------------------------

const node = (name, properties = {}, children = []) => {
  const made = document.createElement(name);
  Object.entries(properties).forEach(([key, value]) =>
    key in made ? (made[key] = value) : made.setAttribute(key, value),
  );
  made.append(...children);
  return made;
};

const said = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);

const controlOf = (part, index) => document.getElementById(index.names[part]);
const choiceOf = (part, value, index) =>
  [...(controlOf(part, index)?.options ?? [])].find((option) => option.value === value);

const fill = (asked, index) => {
  ["search", "document", ...FACETS].forEach((part) => {
    const control = controlOf(part, index);
    if (control) control.value = asked[part];
  });
};

const countOf = (count, { texts }) => {
  if (count === 0) return texts.none;
  const number = count.toLocaleString(document.documentElement.lang);
  return count === 1 ? texts.one : said(texts.many, { count: number });
};

const labelOf = (part, index) =>
  document.querySelector(`label[for="${CSS.escape(index.names[part])}"]`)?.textContent ?? "";

const chosenIn = (asked, index) => {
  const { texts } = index;
  const parts = asked.search ? [["search", texts.search, asked.search]] : [];
  if (asked.document) {
    const title = choiceOf("document", asked.document, index)?.text ?? texts.all_versions;
    parts.push(["document", texts.version, title]);
  }
  FACETS.filter((facet) => asked[facet]).forEach((facet) => {
    const word = choiceOf(facet, asked[facet], index)?.text ?? asked[facet];
    parts.push([facet, labelOf(facet, index), word]);
  });
  return parts;
};

const chosenList = (asked, index) => {
  const { texts } = index;
  const parts = chosenIn(asked, index);
  const links = parts.map(([part, label, value]) =>
    node("li", {}, [
      node("a", { href: addressOf({ ...asked, [part]: "", after: 0 }, index) }, [
        node("span", { className: "kern-sr-only" }, [`${texts.remove}: `]),
        `${label}: ${value}`,
        node("span", { className: "portal-chosen__remove", "aria-hidden": "true" }, ["×"]),
      ]),
    ]),
  );
  if (links.length > 1) {
    const all = node("a", { href: index.list_at }, [texts.remove_all]);
    links.push(node("li", { className: "portal-chosen__all" }, [all]));
  }
  return links.length ? [node("ul", { className: "portal-chosen qs-no-print" }, links)] : [];
};

const cardList = (cards) => {
  const list = node("ul", { className: "qs-cards", role: "list" });
  cards.forEach((markup) => {
    const frame = document.createElement("template");
    frame.innerHTML = markup;
    list.append(node("li", {}, [frame.content]));
  });
  return list;
};

const pageLinks = (asked, count, index) => {
  const size = index.per_page;
  const link = (after, rel, label) =>
    node("li", {}, [
      node("a", { className: "kern-btn kern-btn--secondary", rel, href: addressOf({ ...asked, after }, index) }, [
        node("span", { className: "kern-label" }, [label]),
      ]),
    ]);
  const links = [];
  if (asked.after) links.push(link(Math.max(asked.after - size, 0), "prev", index.texts.previous));
  if (asked.after + size < count) links.push(link(asked.after + size, "next", index.texts.next));
  const list = node("ul", {}, links);
  const navigation = { className: "qs-pagination", "aria-label": index.texts.pages };
  return links.length ? [node("nav", navigation, [list])] : [];
};

const nothing = ({ texts, list_at }) =>
  node("div", { className: "qs-empty" }, [
    node("p", { className: "qs-empty__title" }, [texts.nothing]),
    node("p", {}, [texts.advice]),
    node("p", {}, [node("a", { href: list_at }, [texts.show_all])]),
  ]);

const titleOf = (asked, count, index) => {
  const { texts } = index;
  const told = asked.search ? [`„${asked.search}“`] : [];
  FACETS.filter((facet) => asked[facet]).forEach((facet) =>
    told.push(choiceOf(facet, asked[facet], index)?.text ?? asked[facet]),
  );
  return told.length ? [texts.goals, ...told, countOf(count, index)].join(" – ") : "";
};

const show = async (asked, index, heading, hits) => {
  fill(asked, index);
  const found = await matching(asked, index);
  const shown = found.slice(asked.after, asked.after + index.per_page);
  const cards = await Promise.all(shown.map((number) => index.card(number)));
  hits.replaceChildren(
    ...chosenList(asked, index),
    cards.length ? cardList(cards) : nothing(index),
    ...pageLinks(asked, found.length, index),
  );
  heading.textContent = countOf(found.length, index);
  const title = titleOf(asked, found.length, index);
  if (title) document.title = document.title.replace(/^.*?(?= – |$)/, () => title);
};

const start = async (place) => {
  const heading = place.querySelector("h2");
  const hits = place.querySelector("[data-hits]");
  let index;
  try {
    index = await Index.at(place.dataset.search);
    heading.textContent = index.texts.searching;
    await show(askedIn(location.href, index), index, heading, hits);
  } catch (error) {
    const sentence = error instanceof Unclear ? error.message : index?.texts.failed;
    heading.textContent = sentence ?? place.dataset.failed;
    place.dataset.state = "failed";
    return;
  }
  place.dataset.state = "done";
};

const place = document.querySelector("[data-search]");
if (place) start(place);
