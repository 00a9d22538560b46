import { CopyButton } from "./copy-button.tsx";

export const examples = {
  "copies a number": () => (
    <p>
      <span id="numer">66 1020 2528 0000 0102 0477 1707</span>{" "}
      <CopyButton text="66 1020 2528 0000 0102 0477 1707" describedBy="numer" />
    </p>
  ),
};
