// What the page says, in two languages, and how it writes numbers.

const WORDS = {
  sv: {
    search: "Sök namn eller möte",
    noHit: "Ingen träff",
    hits: (n) => (n === 1 ? "1 förslag" : `${n} förslag`),
    language: "Språk",
    table: "Tabell",
    toMap: "Till kartan",
    legend: "Filter",
    kinds: "Visa",
    networks: "Band",
    map: "Karta",
    mapText: (nodes, ties) =>
      `Karta med ${count(nodes, "namn", "namn")} och ${count(ties, "band", "band")}. Samma innehåll står i tabellen. ` +
      "Piltangenterna flyttar, plus och minus zoomar, noll visar allt.",
    zoomIn: "Zooma in",
    zoomOut: "Zooma ut",
    fit: "Visa allt",
    panel: "Om det valda",
    nothing: "Det finns inget att visa.",
    allHidden: "Allt är dolt av det som är bortvalt ovan.",
    showAll: "Visa allt igen",
    overview: "Översikt",
    inPicture: (nodes, ties) =>
      `Bilden visar ${count(nodes, "namn", "namn")} och ${count(ties, "band", "band")}.`,
    howToRead:
      "Ju tjockare streck, desto starkare band. Ju större figur, desto fler grannar. Klicka på ett namn eller ett streck för att se vad det vilar på.",
    strongest: "Starkast",
    mostTies: "Det mesta vilar på",
    tieCount: (n) => count(n, "band", "band"),
    alone: "Utan band",
    more: (n) => `och ${n} till`,
    close: "Stäng",
    noName: "(namn saknas)",
    ties: "Band",
    noTies: "Inga band i det som visas.",
    why: (name) => `Varför? Bandet till ${name}`,
    weight: "Vikt",
    weightIs: (sum) => `Vikt ${sum}`,
    restsOn: (n) => (n === 1 ? "Vad bandet vilar på" : `Vad bandet vilar på: ${n} belägg`),
    noEvidence: "Inget belägg är angivet.",
    noCard: "Kartan har inget mer om detta.",
    took: (n, basis) => `${n} deltog${basis ? ` (${basis})` : ""}`,
    gives: (weight) => `ger vikt ${weight}`,
    source: "Källa",
    sources: "Källor",
    noSource: "Ingen källa är angiven.",
    unknownSource: "Källan finns inte i kartan",
    published: "publicerad",
    retrieved: "hämtad",
    sourceMark: (n) => `Källa ${n}`,
    tiedHere: "Band som vilar på detta",
    newTab: "öppnas i ny flik",
    names: "Namn",
    name: "Namn",
    kind: "Slag",
    neighbours: "Grannar",
    from: "Från",
    to: "Till",
    tie: "Slags band",
    evidence: "Belägg",
    basis: {
      stated: "angivet antal",
      "complete-list": "fullständig deltagarlista",
      "part-of-listed": "de namngivna vid en del av ett möte med fullständig lista",
      assumed: "antaget efter mötets slag",
    },
  },
  en: {
    search: "Search name or meeting",
    noHit: "No match",
    hits: (n) => (n === 1 ? "1 suggestion" : `${n} suggestions`),
    language: "Language",
    table: "Table",
    toMap: "Back to the map",
    legend: "Filter",
    kinds: "Show",
    networks: "Ties",
    map: "Map",
    mapText: (nodes, ties) =>
      `Map with ${count(nodes, "name", "names")} and ${count(ties, "tie", "ties")}. The table holds the same. ` +
      "Arrow keys move, plus and minus zoom, zero shows everything.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show everything",
    panel: "About what is selected",
    nothing: "There is nothing to show.",
    allHidden: "Everything is hidden by what is switched off above.",
    showAll: "Show everything again",
    overview: "Overview",
    inPicture: (nodes, ties) =>
      `The picture shows ${count(nodes, "name", "names")} and ${count(ties, "tie", "ties")}.`,
    howToRead:
      "The thicker a line, the stronger the tie. The larger a figure, the more neighbours. Click a name or a line to see what it rests on.",
    strongest: "Strongest",
    mostTies: "Most of it rests on",
    tieCount: (n) => count(n, "tie", "ties"),
    alone: "Without ties",
    more: (n) => `and ${n} more`,
    close: "Close",
    noName: "(no name)",
    ties: "Ties",
    noTies: "No ties in what is shown.",
    why: (name) => `Why? The tie with ${name}`,
    weight: "Weight",
    weightIs: (sum) => `Weight ${sum}`,
    restsOn: (n) =>
      n === 1 ? "What the tie rests on" : `What the tie rests on: ${n} pieces of evidence`,
    noEvidence: "No evidence is given.",
    noCard: "The map has no more about this.",
    took: (n, basis) => `${n} took part${basis ? ` (${basis})` : ""}`,
    gives: (weight) => `gives weight ${weight}`,
    source: "Source",
    sources: "Sources",
    noSource: "No source is given.",
    unknownSource: "The source is not in the map",
    published: "published",
    retrieved: "retrieved",
    sourceMark: (n) => `Source ${n}`,
    tiedHere: "Ties that rest on this",
    newTab: "opens in a new tab",
    names: "Names",
    name: "Name",
    kind: "Kind",
    neighbours: "Neighbours",
    from: "From",
    to: "To",
    tie: "Kind of tie",
    evidence: "Evidence",
    basis: {
      stated: "stated attendance",
      "complete-list": "complete list",
      "part-of-listed": "those named at part of a listed meeting",
      assumed: "assumed by kind of meeting",
    },
  },
};

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

/** The page's own words in the language that is shown. */
function words() {
  return WORDS[state.language];
}

/** The data's words, given as [sv, en], in the language that is shown or else in the other. */
function say([sv, en]) {
  return (state.language === "sv" ? sv || en : en || sv).trim();
}

/** A number with at most three decimals, with the language's decimal sign. */
function figure(number) {
  const digits = Number.isInteger(number) ? 0 : 3;
  return new Intl.NumberFormat(state.language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(number);
}

/** Text as it is searched: small letters, no diacritics, å ä ö as a a o. */
function folded(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/đ/g, "d");
}
