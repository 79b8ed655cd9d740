// Draws a tree of plain objects into the page and, on the next snapshot, changes only what differs: open details,
// scroll positions, selections and running transitions stay. Text enters as text nodes only, never as markup, and
// characters that turn the direction of the text around them are shown as what they are: out of place.

const SVG = 'http://www.w3.org/2000/svg';
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const h = (tag, props, ...children) => ({ tag, props: props ?? {}, children: nodes(children) });

export const svg = (tag, props, ...children) => ({ ...h(tag, props, ...children), namespace: SVG });

const nodes = (children) =>
  children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== '')
    .map((child) => (typeof child === 'object' ? child : { text: String(child).replace(TURNING, '\ufffd') }));

/** Makes the children of the element look like the given ones. */
export function show(parent, ...children) {
  const wanted = nodes(children);
  wanted.forEach((node, i) => {
    const old = parent.childNodes[i];
    if (!old) {
      parent.appendChild(created(node));
    } else if (sameKind(old, node)) {
      update(old, node);
    } else {
      parent.replaceChild(created(node), old);
    }
  });
  while (parent.childNodes.length > wanted.length) {
    parent.lastChild.remove();
  }
}

function sameKind(old, node) {
  return node.tag === undefined
    ? old.nodeType === Node.TEXT_NODE
    : old.nodeType === Node.ELEMENT_NODE && old.localName === node.tag && old.shownKey === node.props.key;
}

function created(node) {
  if (node.tag === undefined) {
    return document.createTextNode(node.text);
  }
  const element = node.namespace
    ? document.createElementNS(node.namespace, node.tag)
    : document.createElement(node.tag);
  element.shownKey = node.props.key;
  update(element, node);
  return element;
}

function update(old, node) {
  if (node.tag === undefined) {
    if (old.data !== node.text) {
      old.data = node.text;
    }
    return;
  }
  attributes(old, node.props);
  show(old, ...node.children);
}

/** Attributes of the earlier snapshot that are gone go; those that a person set, like `open`, stay. */
function attributes(element, props) {
  const { key, vars, ...wanted } = props;
  for (const name of Object.keys(element.shownProps ?? {})) {
    if (wanted[name] === undefined || wanted[name] === null || wanted[name] === false) {
      element.removeAttribute(name);
    }
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined && value !== null && value !== false && element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, String(value));
    }
  }
  for (const [name, value] of Object.entries(vars ?? {})) {
    element.style.setProperty(`--${name}`, String(value));
  }
  element.shownProps = wanted;
}
