import { layout } from "../messages/pl/pages/layout.ts";
import { paths } from "../paths.ts";

/** Shown by the script two minutes before the session ends; what was typed stays on the page. */
export function IdleWarning({ idleSeconds }: { idleSeconds: number }) {
  return (
    <div
      id="bezczynnosc"
      class="idle-warning not-printed"
      role="alertdialog"
      aria-labelledby="bezczynnosc-tytul"
      aria-describedby="bezczynnosc-opis"
      data-idle-seconds={idleSeconds}
      data-stay-path={paths.sessions}
      data-sign-in-path={paths.signIn}
      hidden
    >
      <p id="bezczynnosc-tytul" class="notice-title">
        {layout.idle.title}
      </p>
      <p id="bezczynnosc-opis">{layout.idle.text}</p>
      <button class="btn btn-primary" type="button">
        {layout.idle.stay}
      </button>
    </div>
  );
}
