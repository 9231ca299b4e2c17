import { makeElement } from "./elements.ts";

const SYSTEM_DARK = "(prefers-color-scheme: dark)";

/** Adds a button that turns the page dark or light; until it is used the page follows the system. */
export function addThemeChoice(place: Element): void {
  const button = makeElement("button", { type: "button", id: "theme" });
  const root = document.documentElement;
  const isDark = (): boolean =>
    root.dataset["theme"] === undefined ? matchMedia(SYSTEM_DARK).matches : root.dataset["theme"] === "dark";
  const tell = (): void => {
    button.textContent = isDark() ? "Light colours" : "Dark colours";
  };
  button.addEventListener("click", () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    tell();
  });
  matchMedia(SYSTEM_DARK).addEventListener("change", tell);
  tell();
  place.append(button);
}
