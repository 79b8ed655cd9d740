// ---- what the market saves ----

var MARKETS = ['#8b8a80', '#c77700', '#2f6690', '#14574a', '#7b4b94', '#a33b3b'];

/** Matchings have colours of their own. */
function shade(market, i) { return color(market.name) || MARKETS[i % MARKETS.length]; }

function inKey(figure, name, className, fill) {
  var item = document.createElement('li'), swatch = document.createElement('span');
  swatch.className = className;
  if (fill) { swatch.style.background = fill; }
  item.append(swatch, name);
  document.querySelector('#' + figure + ' .key').appendChild(item);
}

function perScenario(scenarios) {
  return {
    type: 'category', data: scenarios, axisTick: { show: false }, axisLine: { lineStyle: { color: quiet } },
    axisLabel: Object.assign({}, font, { interval: 0, hideOverlap: true })
  };
}

function saved(figure) {
  var beside = [{ value: figure.possible, name: 'all surplus kept', type: 'solid' }];
  if (figure.own !== undefined) { beside.push({ value: figure.own, name: 'own batteries', type: 'dashed' }); }
  figure.markets.forEach(function (m, i) { inKey('saved', m.name, 'swatch', shade(m, i)); });
  beside.forEach(function (b) { inKey('saved', b.name + ' ' + number(b.value, 0) + ' p', 'level ' + b.type); });
  var most = reach(figure.markets.map(function (m) { return m.pence; }).concat([beside.map(function (b) { return b.value; })])).high;
  var unit = most > 0 ? Math.pow(10, Math.floor(Math.log10(most))) / 2 : 1;
  var said = figure.scenarios.map(function (s, i) {
    return s + ': ' + figure.markets.map(function (m) { return m.name + ' ' + number(m.pence[i], 0); }).join(', ');
  }).concat(beside.map(function (b) { return b.name + ' ' + number(b.value, 0); })).join('; ');
  chart(panel('saved', '', ''), 'Grid cost saved in pence: ' + said, {
    grid: { left: 56, right: 16, top: 30, bottom: 26 },
    xAxis: perScenario(figure.scenarios), yAxis: valueAxis({ min: 0, max: Math.ceil(most * 1.06 / unit) * unit, splitNumber: 4 }),
    tooltip: tooltip(function (at) {
      return text(at[0].name) + at.map(function (s) { return '<br>' + text(s.seriesName) + ': <b>' + number(s.value, 2) + ' p</b>'; }).join('');
    }),
    series: figure.markets.map(function (m, i) {
      return {
        name: m.name, type: 'bar', data: m.pence, itemStyle: { color: shade(m, i) }, barGap: '6%', barCategoryGap: '24%',
        labelLayout: { hideOverlap: true },
        label: Object.assign({}, font, {
          show: figure.scenarios.length * figure.markets.length <= 16, position: 'top', fontSize: 11, color: ink,
          formatter: function (p) { return number(p.value, 0); }
        }),
        markLine: i > 0 ? undefined : {
          silent: true, symbol: 'none', animation: false,
          data: beside.map(function (b) {
            return { yAxis: b.value, lineStyle: { color: ink, type: b.type, width: 1.2 }, label: { show: false } };
          })
        }
      };
    })
  });
}

function kept(figure) {
  var parts = [['stored', 'stored here', color('surplus')], ['direct', 'from home to home', color('optimal')], ['brought', 'brought by EVs', color('greedy')]];
  var one = bounds([[].concat.apply([], figure.panels.map(function (p) {
    return figure.scenarios.map(function (s, i) { return p.stored[i] + p.direct[i] + p.brought[i]; });
  }))]);
  figure.panels.forEach(function (p) {
    chart(panel('kept', p.name, ''), p.name + ', energy in kWh: ' + figure.scenarios.map(function (s, i) {
      return s + ' ' + parts.map(function (part) { return part[1] + ' ' + number(p[part[0]][i], 1); }).join(', ');
    }).join('; '), {
      grid: { left: 40, right: 4, top: 12, bottom: 26 },
      xAxis: perScenario(figure.scenarios), yAxis: valueAxis(one),
      tooltip: tooltip(function (at) {
        return text(p.name) + ', ' + text(at[0].name) + at.map(function (s) {
          return '<br>' + text(s.seriesName) + ': <b>' + number(s.value, 2) + ' kWh</b>';
        }).join('');
      }),
      series: parts.map(function (part) {
        return { name: part[1], type: 'bar', stack: 'kept', data: p[part[0]], itemStyle: { color: part[2] }, barCategoryGap: '36%' };
      })
    });
  });
}

// ---- figure 5 ----

function power(figure) {
  var made = [];
  var lists = function (p) { return p.low ? [p.kw, p.low, p.high] : [p.kw]; };
  var one = bounds([].concat.apply([], figure.panels.map(lists)));
  document.querySelector('#power .panels').classList.toggle('alone', figure.panels.length === 1);
  figure.panels.forEach(function (p, i) {
    var end = figure.start + p.kw.length * p.step;
    var last = i === figure.panels.length - 1;
    var r = reach([p.kw]);
    var note = (r.high > 0 ? 'largest surplus ' + number(r.high, 2) + ' kW' : 'no surplus')
      + (r.low < 0 ? ', largest demand ' + number(-r.low, 2) + ' kW' : ', no demand');
    var part = function (values, keep, fill) {
      return {
        type: 'line', symbol: 'none', step: 'end', lineStyle: { width: 0 }, itemStyle: { color: fill },
        areaStyle: { color: fill, opacity: 0.85, origin: 0 },
        data: series(figure.start, p.step, values.map(keep))
      };
    };
    var surplus = function (v) { return Math.max(0, v); }, demand = function (v) { return Math.min(0, v); };
    var shown = p.low
      ? [part(p.high, surplus, '#e9c58d'), part(p.low, demand, '#a9c3d8'),
         { type: 'line', symbol: 'none', lineStyle: { width: 1.6, color: ink }, data: series(figure.start, p.step, p.kw) }]
      : [part(p.kw, surplus, color('surplus')), part(p.kw, demand, color('demand'))];
    made.push(chart(panel('power', p.name, note), p.name + ', net power in kW: ' + note, {
      grid: { left: 44, right: 20, top: 8, bottom: last ? 28 : 8 },
      xAxis: timeAxis(figure.start, end, last),
      yAxis: valueAxis(one),
      tooltip: tooltip(function (at) {
        var k = at[0].dataIndex;
        return moment(at[0].value[0]) + '<br>' + text(p.name) + ': <b>' + number(p.kw[k], 3) + ' kW</b>'
          + (p.low ? '<br>10 to 90 %: ' + number(p.low[k], 3) + ' to ' + number(p.high[k], 3) + ' kW' : '');
      }),
      series: shown
    }));
  });
  made.forEach(function (c) { c.group = 'power'; });
  echarts.connect('power');
  if (figure.panels.length > 1) {
    scaleChoice('power', function (same) {
      made.forEach(function (c) {
        c.setOption({ yAxis: same ? one : OWN });
      });
    });
  }
}

// ---- figures 6 and 7 ----

function bars(id, figure) {
  var made = [];
  var shown = function (p) { return [p.greedy, p.optimal]; };
  var common = figure.panels.filter(function (p) { return !p.apart; });
  var one = bounds([].concat.apply([], common.map(shown)));
  figure.panels.forEach(function (p) {
    var unit = p.unit || figure.unit;
    var best = reach([p.optimal]).high || reach([p.greedy]).high;
    var decimals = best < 1 ? 3 : best < 10 ? 2 : 1;
    var note = p.apart ? 'own scale' : '';
    var bar = function (name, values) {
      return { name: name, type: 'bar', data: values, itemStyle: { color: color(name) }, barGap: '8%', barCategoryGap: '28%' };
    };
    made.push(chart(panel(id, p.name, note), p.name + ' in ' + unit + ': ' + figure.scenarios.map(function (s, i) {
      return s + ' greedy ' + number(p.greedy[i], 2) + ', optimal ' + number(p.optimal[i], 2);
    }).join('; '), {
      grid: { left: 48, right: 4, top: 24, bottom: 26 },
      xAxis: {
        type: 'category', data: figure.scenarios, axisTick: { show: false }, axisLine: { lineStyle: { color: quiet } },
        axisLabel: Object.assign({}, font, { fontSize: 11, interval: 0, hideOverlap: true, width: 52, overflow: 'truncate' })
      },
      yAxis: valueAxis(Object.assign({
        name: unit, nameLocation: 'end', nameGap: 8, nameTextStyle: Object.assign({ align: 'right', padding: [0, 8, 0, 0] }, font)
      }, p.apart || p.unit ? OWN : one)),
      tooltip: tooltip(function (at) {
        return text(p.name) + ', ' + text(at[0].name) + at.map(function (s) {
          return '<br>' + text(s.seriesName) + ': <b>' + number(s.value, decimals) + ' ' + unit + '</b>';
        }).join('');
      }),
      series: [bar('greedy', p.greedy), bar('optimal', p.optimal)]
    }));
  });
  if (!figure.unit) { return; }
  scaleChoice(id, function (same) {
    made.forEach(function (c, i) {
      var p = figure.panels[i];
      c.setOption({ yAxis: same && !p.apart ? one : OWN });
    });
  });
}

// ---- what greedy pairs lose in the course of a run ----

function lost(d) {
  var end = d.start + d.kwh.length * d.step;
  var minutes = d.step / 60000;
  var curves = [
    { name: d.energy, unit: 'kWh', values: d.kwh, decimals: 3 },
    { name: 'Prosumers\u2019 money', unit: 'p', values: d.pence, decimals: 2 }
  ];
  curves.forEach(function (c, i) {
    var sum = c.values.reduce(function (a, b) { return a + b; }, 0);
    var last = i === curves.length - 1;
    var note = number(sum, c.decimals) + ' ' + c.unit + ' in all';
    chart(panel('regret', c.name, note), c.name + ' lost in ' + c.unit + ': ' + note, {
      grid: { left: 48, right: 20, top: 24, bottom: last ? 28 : 8 },
      xAxis: timeAxis(d.start, end, last),
      yAxis: valueAxis(Object.assign({
        name: c.unit, nameLocation: 'end', nameGap: 8, nameTextStyle: Object.assign({ align: 'right', padding: [0, 8, 0, 0] }, font)
      }, bounds([c.values]))),
      tooltip: tooltip(function (at) {
        return moment(at[0].value[0]) + ', ' + minutes + ' minutes<br>lost: <b>' + number(at[0].value[1], c.decimals) + ' ' + c.unit + '</b>';
      }),
      series: [{
        type: 'line', symbol: 'none', step: 'end', lineStyle: { width: 0 }, itemStyle: { color: color('greedy') },
        areaStyle: { color: color('greedy'), opacity: 0.85, origin: 0 }, data: series(d.start, d.step, c.values)
      }]
    }).group = 'regret';
  });
  echarts.connect('regret');
}

// ---- an EV's day ----

function day(d) {
  var end = d.start + d.kw.length * d.step;
  var away = function (time) { return d.away.some(function (a) { return time >= a.from && time < a.to; }); };
  var stored = series(d.start, d.step, d.stored);
  var shade = {
    silent: true,
    data: d.away.map(function (a) {
      return [{ xAxis: a.from, itemStyle: { color: a.driving ? '#d9d8cf' : '#f0efe8' } }, { xAxis: a.to }];
    })
  };
  var kept = [
    { yAxis: Math.max(0, d.floor - d.reserve), itemStyle: { color: color('demand'), opacity: 0.08 } },
    { yAxis: d.floor }
  ];
  var level = function (value, name, dash, position) {
    return {
      yAxis: value, lineStyle: { color: quiet, type: dash, width: 1 },
      label: Object.assign({}, font, { formatter: name, position: position || 'insideEndTop', distance: 7 })
    };
  };
  var prices = function (key) {
    var steps = d.prices.map(function (p) { return [p.from, p[key]]; });
    if (steps.length) { steps.push([end, steps[steps.length - 1][1]]); }
    return steps;
  };
  var step = function (name, key, stroke) {
    return {
      name: name, type: 'line', step: 'end', symbol: 'none', xAxisIndex: 2, yAxisIndex: 2,
      lineStyle: { color: stroke, width: 2 }, itemStyle: { color: stroke }, data: prices(key)
    };
  };
  var flow = function (name, keep, fill) {
    return {
      name: name, type: 'line', step: 'end', symbol: 'none', xAxisIndex: 1, yAxisIndex: 1,
      lineStyle: { width: 0 }, itemStyle: { color: fill }, areaStyle: { color: fill, opacity: 0.85, origin: 0 },
      data: series(d.start, d.step, d.kw.map(keep))
    };
  };
  var grid = [
    { left: 48, right: 20, top: 28, height: '38%' },
    { left: 48, right: 20, top: '51%', height: '17%' },
    { left: 48, right: 20, top: '76%', bottom: 30 }
  ];
  var named = function (i, name, extra) {
    return valueAxis(Object.assign({
      gridIndex: i, name: name, nameLocation: 'end', nameGap: 10,
      nameTextStyle: Object.assign({ align: 'left', padding: [0, 0, 0, -40] }, font, { color: ink, fontWeight: 600 })
    }, extra));
  };
  var x = [0, 1, 2].map(function (i) { return Object.assign(timeAxis(d.start, end, i === 2), { gridIndex: i }); });
  var priceTop = Math.ceil(d.buy / 10) * 10 + (d.buy % 10 > 6 || d.buy % 10 === 0 ? 10 : 0);
  chart(panel('day', '', ''), 'Stored energy, power and prices of this EV over the day; the caption says what to see', {
    grid: grid, xAxis: x,
    yAxis: [
      named(0, 'Stored energy, kWh', { min: 0, max: Math.ceil(d.capacity / 10) * 10, splitNumber: 4 }),
      named(1, 'Power traded, kW', bounds([d.kw])),
      named(2, 'Price, p/kWh', { min: 0, max: priceTop, splitNumber: 3 })
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: tooltip(function (at) {
      var k = Math.min(d.kw.length - 1, Math.max(0, Math.floor((at[0].axisValue - d.start) / d.step)));
      var price = d.prices.filter(function (p) { return p.from <= at[0].axisValue; }).pop();
      return moment(d.start + k * d.step) + '<br>stored <b>' + number(d.stored[k], 2) + ' kWh</b><br>'
        + (d.kw[k] === 0 ? 'no trade' : (d.kw[k] < 0 ? 'releases ' : 'stores ') + '<b>' + number(Math.abs(d.kw[k]), 3) + ' kW</b>')
        + (price ? '<br>pays ' + price.storing + ' p/kWh, asks ' + price.releasing + ' p/kWh' : '');
    }),
    series: [
      {
        type: 'line', symbol: 'none', lineStyle: { color: ink, width: 2 }, itemStyle: { color: ink },
        data: stored.map(function (p) { return [p[0], away(p[0]) ? null : p[1]]; }),
        markArea: { silent: true, data: shade.data.concat([kept]) },
        markLine: {
          silent: true, symbol: 'none', animation: false, data: [
            level(d.capacity, 'capacity ' + number(d.capacity, 1), 'solid', 'insideStartBottom'),
            level(d.ceiling, 'ceiling ' + number(d.ceiling, 1), 'dashed', 'insideStartTop'),
            level(d.floor, 'floor ' + number(d.floor, 1) + ', of which ' + number(d.reserve, 1) + ' for driving', 'dashed', 'insideStartBottom')
          ]
        }
      },
      {
        type: 'line', symbol: 'none', lineStyle: { color: ink, width: 1.5, type: [3, 3] }, itemStyle: { color: ink },
        data: stored.map(function (p) {
          var near = away(p[0]) || away(p[0] - d.step) || away(p[0] + d.step);
          return [p[0], near ? p[1] : null];
        })
      },
      Object.assign(flow('stored', function (v) { return Math.max(0, v); }, color('surplus')), { markArea: shade }),
      flow('released', function (v) { return Math.min(0, v); }, color('demand')),
      Object.assign(step('pays', 'storing', color('surplus')), {
        markArea: shade,
        markLine: {
          silent: true, symbol: 'none', animation: false, data: [
            level(d.buy, 'grid asks ' + d.buy, 'dashed', 'insideStartTop'),
            level(d.sell, 'grid pays ' + d.sell, 'dashed', 'insideStartBottom')
          ]
        }
      }),
      step('asks', 'releasing', color('demand'))
    ]
  });
}

if (figures.saved) { saved(figures.saved); }
if (figures.kept) { kept(figures.kept); }
if (figures.power) { power(figures.power); }
if (figures.energy) { bars('energy', figures.energy); }
if (figures.money) { bars('money', figures.money); }
if (figures.lost) { bars('lost', figures.lost); }
if (figures.regret) { lost(figures.regret); }
if (figures.day) { day(figures.day); }
finish();
