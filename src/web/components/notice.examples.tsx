import { LeftOutNotice, Notice } from "./notice.tsx";

export const examples = {
  "a remark": () => (
    <Notice title="Coś się nie zgadza">
      <p>Dane zmienia Dział Czynszów i Opłat (pokój 4).</p>
    </Notice>
  ),
  "what a balance leaves out": () => <LeftOutNotice telephone="55 500 00 00" />,
};
