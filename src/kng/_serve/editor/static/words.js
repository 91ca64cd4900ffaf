// What the page says, in two languages, and how it writes numbers.

import { state } from "./state.js";

const WORDS = {
  sv: {
    title: "Fråga grafen",
    skip: "Till frågan",
    places: "Sidor",
    map: "Karta",
    report: "Rapport",
    language: "Språk",
    catalogue: "Frågor",
    searchQuestions: "Sök bland frågorna",
    noQuestion: "Ingen fråga passar.",
    ownQuestion: "Egen fråga",
    asked: "Vald fråga",
    choose: "Välj en fråga i listan, eller skriv en egen i SPARQL.",
    changed: "Frågans text är ändrad för hand.",
    restore: "Återställ",
    time: "Tid",
    anyTime: "som frågan säger",
    asOf: "per den",
    between: "mellan",
    from: "från",
    to: "till",
    possible: "även det som är möjligt",
    dateHint: "2022, 2022-06 eller 2022-06-01",
    noMatch: "Inget passar",
    matches: (n) => (n === 1 ? "1 förslag" : `${n} förslag`),
    queryText: "Frågan i SPARQL",
    keys: "Ctrl+Enter frågar, Ctrl+mellanslag föreslår, Esc och sedan Tabb lämnar rutan.",
    run: "Fråga",
    cancel: "Avbryt",
    link: "Kopiera länk",
    linkCopied: "Länken är kopierad.",
    linkIs: "Länken står i adressfältet.",
    running: "Frågar …",
    cancelled: "Avbruten.",
    rows: (n) => counted(n, "rad", "rader"),
    triples: (n) => counted(n, "utsaga", "utsagor"),
    took: (time) => `på ${time}`,
    truth: { true: "Ja", false: "Nej" },
    answer: "Svar",
    views: {
      table: "Tabell",
      map: "Karta",
      network: "Nätverk",
      timeline: "Tidslinje",
      bar: "Staplar",
      text: "Text",
    },
    addresses: "Visa adresser",
    download: "Ladda ner",
    nothing: "Inget svarar mot frågan.",
    more: (n) => `Visa ${n} till`,
    shown: (n, all) => `${number(n)} av ${number(all)} visas.`,
    sortBy: (name) => `Ordna efter ${name}`,
    yes: "ja",
    no: "nej",
    mapOf: (n) =>
      `Karta över Sverige med ${counted(n, "plats", "platser")}. Samma innehåll står i tabellen.`,
    choosePlace: "Välj en plats på kartan för att se vad den har.",
    without: (n) => `${counted(n, "rad", "rader")} har ingen plats och visas inte.`,
    networkOf: (nodes, ties) =>
      `Nätverk med ${counted(nodes, "namn", "namn")} och ${counted(ties, "band", "band")}. Samma innehåll står i tabellen.`,
    tooMany: (shown) => `Bilden visar de ${shown} som har flest band; tabellen har alla.`,
    timelineOf: (n) =>
      `Tidslinje med ${counted(n, "rad", "rader")}. Samma innehåll står i tabellen.`,
    undated: (n) => `${counted(n, "rad", "rader")} har inget datum och visas inte.`,
    barsOf: (n) =>
      `Stapeldiagram med ${counted(n, "stapel", "staplar")}. Samma innehåll står i tabellen.`,
    firstShown: (n) => `Bara de första ${n} visas här; tabellen har alla.`,
    measure: "Visar",
    troubles: {
      400: "Frågan går inte att ställa:",
      413: "Frågan är för lång:",
      500: "Svaret blev för stort eller frågan gick fel:",
      503: "Servern har fullt upp; försök igen om en stund:",
      504: "Frågan tog för lång tid och stoppades:",
      0: "Servern svarar inte.",
    },
    place: (line, column) => `Rad ${line}, tecken ${column}.`,
    unclear: "Härifrån går texten inte att förstå som SPARQL.",
    used: (n) => `används ${counted(n, "gång", "gånger")}`,
    groups: {
      evidence: "Belägg",
      meetings: "Möten",
      municipalities: "Kommuner",
      people: "Personer",
      programmes: "Program",
      quality: "Kvalitet",
      topics: "Ämnen",
      networks: "Nätverk",
    },
  },
  en: {
    title: "Ask the graph",
    skip: "To the question",
    places: "Pages",
    map: "Map",
    report: "Report",
    language: "Language",
    catalogue: "Questions",
    searchQuestions: "Search the questions",
    noQuestion: "No question fits.",
    ownQuestion: "Your own question",
    asked: "The question chosen",
    choose: "Choose a question in the list, or write one of your own in SPARQL.",
    changed: "The text of the question was changed by hand.",
    restore: "Restore it",
    time: "Time",
    anyTime: "as the question says",
    asOf: "as of",
    between: "between",
    from: "from",
    to: "to",
    possible: "also what is possible",
    dateHint: "2022, 2022-06 or 2022-06-01",
    noMatch: "Nothing fits",
    matches: (n) => (n === 1 ? "1 suggestion" : `${n} suggestions`),
    queryText: "The question in SPARQL",
    keys: "Ctrl+Enter asks, Ctrl+space suggests, Esc and then Tab leaves the field.",
    run: "Ask",
    cancel: "Cancel",
    link: "Copy link",
    linkCopied: "The link is copied.",
    linkIs: "The link stands in the address bar.",
    running: "Asking …",
    cancelled: "Cancelled.",
    rows: (n) => counted(n, "row", "rows"),
    triples: (n) => counted(n, "statement", "statements"),
    took: (time) => `in ${time}`,
    truth: { true: "Yes", false: "No" },
    answer: "Answer",
    views: {
      table: "Table",
      map: "Map",
      network: "Network",
      timeline: "Timeline",
      bar: "Bars",
      text: "Text",
    },
    addresses: "Show addresses",
    download: "Download",
    nothing: "Nothing answers the question.",
    more: (n) => `Show ${n} more`,
    shown: (n, all) => `${number(n)} of ${number(all)} are shown.`,
    sortBy: (name) => `Sort by ${name}`,
    yes: "yes",
    no: "no",
    mapOf: (n) => `Map of Sweden with ${counted(n, "place", "places")}. The table holds the same.`,
    choosePlace: "Choose a place on the map to see what it has.",
    without: (n) => `${counted(n, "row has", "rows have")} no place and cannot be shown.`,
    networkOf: (nodes, ties) =>
      `Network with ${counted(nodes, "name", "names")} and ${counted(ties, "tie", "ties")}. The table holds the same.`,
    tooMany: (shown) => `The picture shows the ${shown} with most ties; the table has all.`,
    timelineOf: (n) => `Timeline with ${counted(n, "row", "rows")}. The table holds the same.`,
    undated: (n) => `${counted(n, "row has", "rows have")} no date and cannot be shown.`,
    barsOf: (n) => `Bar chart with ${counted(n, "bar", "bars")}. The table holds the same.`,
    firstShown: (n) => `Only the first ${n} are shown here; the table has all.`,
    measure: "Shows",
    troubles: {
      400: "The question cannot be asked:",
      413: "The question is too long:",
      500: "The answer grew too large, or the question failed:",
      503: "The server is busy; try again in a while:",
      504: "The question took too long and was stopped:",
      0: "The server does not answer.",
    },
    place: (line, column) => `Line ${line}, character ${column}.`,
    unclear: "From here on the text cannot be understood as SPARQL.",
    used: (n) => `used ${counted(n, "time", "times")}`,
    groups: {
      evidence: "Evidence",
      meetings: "Meetings",
      municipalities: "Municipalities",
      people: "People",
      programmes: "Programmes",
      quality: "Quality",
      topics: "Topics",
      networks: "Networks",
    },
  },
};

export const words = () => WORDS[state.language];

export function number(value, options = {}) {
  return new Intl.NumberFormat(state.language === "sv" ? "sv-SE" : "en-GB", options).format(value);
}

function counted(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** The words of the data in the language of the page, else in the other. */
export function say(bilingual) {
  if (!bilingual) return "";
  return bilingual[state.language] || bilingual.sv || bilingual.en || "";
}

/** Milliseconds as people read them. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  return `${number(seconds, { maximumFractionDigits: seconds < 10 ? 2 : 0 })} s`;
}
