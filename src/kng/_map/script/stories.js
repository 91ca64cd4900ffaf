// Guided tours: each step is a text and a state of the page.

function storyList() {
  if (!data.stories.length) return null;
  const item = ({ name, title }) =>
    make(
      "li",
      {},
      plainButton(say(title), () => showStep(name, 0), { class: "story" }),
    );
  return section(words().stories, make("ul", { class: "names" }, data.stories.map(item)));
}

function showStep(name, step) {
  const story = storyByName.get(name);
  moved = false;
  const { language, embed } = state;
  const shown = read(story.steps[step].view);
  change({ ...shown, language, embed, story: { name, step } }, { remember: true });
  panel.querySelector(".story-step")?.focus({ preventScroll: true });
}

/** The step of the tour that is shown, above whatever it has selected. */
function storyContent() {
  if (!state.story) return [];
  const { name, step } = state.story;
  const story = storyByName.get(name);
  const { step: number, back, next, end } = words().story;
  const go = (to, text) => plainButton(text, () => showStep(name, to));
  const leave = plainButton(end, () =>
    change({ ...read(""), language: state.language }, { remember: true }),
  );
  return [
    make(
      "section",
      { class: "tour" },
      make("p", { class: "kind" }, `${say(story.title)} · ${number(step + 1, story.steps.length)}`),
      make("p", { class: "story-step", tabindex: "-1" }, isolated(say(story.steps[step].text))),
      make(
        "div",
        { class: "buttons" },
        step > 0 ? go(step - 1, back) : null,
        step < story.steps.length - 1 ? go(step + 1, next) : null,
        leave,
      ),
    ),
  ];
}
