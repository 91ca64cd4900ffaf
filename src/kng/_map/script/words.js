// The words of the language that is shown, and how it writes numbers.

const WORDS = { sv: SWEDISH, en: ENGLISH };

function count(number, one, many) {
  return `${figure(number)} ${number === 1 ? one : many}`;
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

/** A number with three digits that count. */
function shortFigure(number) {
  return new Intl.NumberFormat(state.language, { maximumSignificantDigits: 3 }).format(number);
}

/** Text as it is searched: small letters, no diacritics, å ä ö as a a o. */
function folded(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/đ/g, "d");
}
