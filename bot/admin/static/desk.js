// Comfort alone: without this script every form of the paste desk works as a plain one.

const $ = (selector, root = document) => root.querySelector(selector);

/** Send a form and put the page that answers in place of this one, without jumping to its top. */
async function send(form, button) {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  const answer = await fetch(button?.hasAttribute("formaction") ? button.formAction : form.action, { method: "post", body: data });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const scrolled = $(".log")?.scrollTop ?? 0;
  $("main").replaceWith(fresh.adoptNode($("main", fresh)));
  document.title = fresh.title;
  if ($(".log")) $(".log").scrollTop = scrolled;
  $(".error, .flash")?.focus({ preventScroll: true });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-quiet]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  send(form, event.submitter).catch(() => {
    form.removeAttribute("data-quiet");
    form.requestSubmit(event.submitter);
  });
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-go]")) event.target.form.requestSubmit();
});

/** The names go to the clipboard; where that is refused the list opens, to be copied by hand. */
document.addEventListener("click", async (event) => {
  const summary = event.target.closest(".copy > summary");
  if (!summary) return;
  event.preventDefault();
  const list = $("textarea", summary.parentElement);
  try {
    await navigator.clipboard.writeText(list.value);
    summary.textContent = summary.dataset.done;
  } catch {
    summary.parentElement.open = true;
    list.select();
  }
});
