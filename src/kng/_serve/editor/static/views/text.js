// Statements as Turtle, as they come.

import { make } from "../dom.js";

export const text = ({ turtle }) => [make("pre", { class: "turtle", tabindex: 0 }, turtle)];
