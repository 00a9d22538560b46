/* Garnish only: every page works without it. Copies account numbers, and warns before a session ends for want of use. */

const WARNING_SECONDS = 120;

document.documentElement.classList.add("with-script");

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const word = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = word;
    }, 3000);
  });
}

const warning = document.getElementById("bezczynnosc");
if (warning) warnBeforeTheEnd(warning);

function warnBeforeTheEnd(element) {
  const idleSeconds = Number(element.dataset.idleSeconds);
  let timer;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        element.hidden = false;
        element.querySelector("button").focus();
      },
      (idleSeconds - WARNING_SECONDS) * 1000,
    );
  };
  element.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(element.dataset.stayPath, { method: "HEAD", redirect: "manual" });
    if (!answer.ok) return location.assign(element.dataset.signInPath);
    element.hidden = true;
    start();
  });
  start();
}
