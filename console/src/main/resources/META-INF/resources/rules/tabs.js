// The parts of a page as tabs: each section with a data-tab is one, and the address says which is shown.

const bar = document.getElementById('tabs');
const panels = [...document.querySelectorAll('main > [data-tab]')];

const buttons = panels.map((panel) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.id = `tab-${panel.id}`;
  button.textContent = panel.dataset.tab;
  button.setAttribute('role', 'tab');
  button.setAttribute('aria-controls', panel.id);
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', button.id);
  button.addEventListener('click', () => choose(panel.id));
  return button;
});

bar.replaceChildren(...buttons);

function choose(id) {
  history.replaceState(history.state, '', `#${id}`);
  draw();
}

function draw() {
  const wanted = panels.find(({ id }) => `#${id}` === location.hash) ?? panels[0];
  panels.forEach((panel, i) => {
    panel.hidden = panel !== wanted;
    buttons[i].setAttribute('aria-selected', String(panel === wanted));
    buttons[i].tabIndex = panel === wanted ? 0 : -1;
  });
}

bar.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
  }
});
window.addEventListener('hashchange', draw);
draw();

/** Shows the part of the page with this id. */
export const showTab = choose;
