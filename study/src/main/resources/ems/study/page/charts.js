// What the charts of every page share; a page's own script follows in the same function.

var figures = JSON.parse(document.getElementById('figures').textContent);
var style = getComputedStyle(document.documentElement);
var color = function (name) { return style.getPropertyValue('--' + name).trim(); };
var ink = color('ink'), quiet = color('quiet'), line = color('line');
var font = { fontFamily: color('sans'), fontSize: 12, color: quiet };
var charts = [];

// ---- numbers and times as the text of the page prints them: UTC, true minus ----

function number(value, decimals) {
  if (value === null || value === undefined) { return 'none'; }
  var text = Math.abs(value).toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))/, ',');
  return (value < 0 && Number(text) !== 0 ? '\u2212' : '') + text;
}

function tick(value) { return String(value).replace('-', '\u2212'); }

function clock(time) { return new Date(time).toISOString().slice(11, 16); }

function moment(time) { return new Date(time).toISOString().slice(0, 16).replace('T', ' ') + ' UTC'; }

/** Each value holds from its instant until the next, the last one until the end. */
function series(start, step, values) {
  var points = values.map(function (value, i) { return [start + i * step, value]; });
  return points.length ? points.concat([[start + values.length * step, values[values.length - 1]]]) : points;
}

// ---- the parts that all charts share ----

function text(value) {
  return String(value).replace(/[&<>"']/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
}

function chart(panel, label, option) {
  var holder = document.createElement('div');
  holder.className = 'chart';
  holder.setAttribute('role', 'img');
  holder.setAttribute('aria-label', label);
  panel.appendChild(holder);
  var made = echarts.init(holder, null, { renderer: 'svg' });
  option.animation = false;
  option.textStyle = font;
  option.useUTC = true;
  made.setOption(option);
  charts.push(made);
  return made;
}

function panel(figure, name, note) {
  var box = document.createElement('div');
  box.className = 'panel';
  if (name) {
    var heading = document.createElement('h4');
    heading.textContent = name;
    if (note) {
      var span = document.createElement('span');
      span.textContent = note;
      heading.appendChild(span);
    }
    box.appendChild(heading);
  }
  document.querySelector('#' + figure + ' .panels').appendChild(box);
  return box;
}

function valueAxis(extra) {
  return Object.assign({
    type: 'value', splitNumber: 3, axisLabel: Object.assign({ formatter: tick }, font),
    splitLine: { lineStyle: { color: line } }
  }, extra);
}

function timeAxis(start, end, shown) {
  var hours = (end - start) / 3600000;
  return {
    type: 'time', min: start, max: end, splitNumber: 6,
    axisLine: { onZero: false, show: shown, lineStyle: { color: quiet } },
    axisTick: { show: shown }, splitLine: { show: false },
    minInterval: hours > 48 ? 86400000 : 3600000,
    axisLabel: Object.assign({}, font, {
      show: shown, hideOverlap: true, showMinLabel: true, showMaxLabel: hours <= 48,
      formatter: function (t) {
        return hours > 48 ? new Date(t).toISOString().slice(5, 10) : t === end && hours === 24 ? '24:00' : clock(t);
      }
    })
  };
}

function tooltip(format) {
  return {
    trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: '#fff', borderColor: line,
    textStyle: { color: ink, fontSize: 12, fontFamily: font.fontFamily },
    axisPointer: { type: 'line', lineStyle: { color: quiet } }, formatter: format
  };
}

/** Two buttons: all panels on one scale, so that sizes compare, or each on its own, so that shapes show. */
function scaleChoice(figure, apply) {
  var group = document.createElement('div');
  group.className = 'choice';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', 'Vertical scale');
  ['One scale', 'Own scales'].forEach(function (name, i) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.setAttribute('aria-pressed', String(i === 0));
    button.addEventListener('click', function () {
      group.querySelectorAll('button').forEach(function (each) {
        each.setAttribute('aria-pressed', String(each === button));
      });
      apply(i === 0);
    });
    group.appendChild(button);
  });
  document.querySelector('#' + figure + ' .bar').appendChild(group);
}

function reach(lists) {
  var low = 0, high = 0;
  lists.forEach(function (values) {
    values.forEach(function (v) { if (v !== null) { low = Math.min(low, v); high = Math.max(high, v); } });
  });
  return { low: low, high: high };
}

/** A round bound a little beyond the value. */
function round(value) {
  if (value === 0) { return 0; }
  var unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))));
  var steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find(function (n) { return n * unit >= Math.abs(value); });
  return Number((Math.sign(value) * steps * unit).toPrecision(6));
}

/** The bounds that the chart finds for itself. */
var OWN = { min: null, max: null };

function bounds(lists) {
  var r = reach(lists);
  return { min: round(r.low), max: round(r.high) || (r.low < 0 ? 0 : 1) };
}

/** A view box lets paper scale a drawing that was made for the screen. */
function frame(c) {
  c.getDom().querySelector('svg').setAttribute('viewBox', '0 0 ' + c.getWidth() + ' ' + c.getHeight());
}

function fit() { charts.forEach(function (c) { c.resize(); frame(c); }); }

/** When all charts are drawn. */
function finish() {
  charts.forEach(frame);
  window.addEventListener('resize', fit);
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (each) { each.open = true; });
  });
}
