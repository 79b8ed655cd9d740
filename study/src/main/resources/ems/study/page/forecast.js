var CURVES = ['#8b8a80', '#9dbdd6', color('surplus'), color('demand'), '#7a5195', '#14574a', '#bc5090', '#5f9e6e', '#a05a2c', '#444e86'];

// ---- forecast and truth: the whole day, and one hour ----

function curve(name, start, step, values, stroke, width) {
  return {
    name: name, type: 'line', step: 'end', symbol: 'none', z: name === 'truth' ? 3 : 2,
    lineStyle: { color: stroke, width: width }, itemStyle: { color: stroke }, data: series(start, step, values)
  };
}

function curves(figure, p, from, to, bold) {
  var start = figure.start + from * figure.step;
  return [curve('truth', start, figure.step, p.truth.slice(from, to), ink, bold ? 2.2 : 1.1)].concat(p.curves.map(function (c, i) {
    return curve(c.name, start, figure.step, c.kw.slice(from, to), CURVES[i % CURVES.length], bold ? 1.8 : 1.1);
  }));
}

function selected(figure, p) {
  var on = { truth: true };
  p.curves.forEach(function (c) { on[c.name] = figure.shown.indexOf(c.name) >= 0; });
  return on;
}

function told(p) {
  return tooltip(function (at) {
    return moment(at[0].value[0]) + '<br>' + text(p.name) + at.map(function (s) {
      return '<br>' + s.marker + text(s.seriesName) + ': <b>' + number(s.value[1], 3) + ' kW</b>';
    }).join('');
  });
}

function legend(figure, p) {
  return {
    top: 0, left: 0, type: 'scroll', itemWidth: 16, itemHeight: 3, icon: 'rect', textStyle: font, selected: selected(figure, p)
  };
}

function forecasts(figure) {
  figure.panels.forEach(function (p) {
    var box = panel('forecast', p.name, 'whole day');
    var end = figure.start + p.truth.length * figure.step;
    var kw = valueAxis({ name: 'kW', nameGap: 6, nameTextStyle: Object.assign({ align: 'right', padding: [0, 8, 0, 0] }, font), scale: true });
    var day = chart(box, p.name + ', net power and its forecasts over the held-out day, kW', {
      grid: { left: 48, right: 20, top: 42, bottom: 62 }, legend: legend(figure, p),
      xAxis: timeAxis(figure.start, end, true), yAxis: kw, tooltip: told(p),
      dataZoom: [
        { type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' },
        { type: 'slider', filterMode: 'none', height: 18, bottom: 8, showDetail: false, borderColor: line, brushSelect: false }
      ],
      series: curves(figure, p, 0, p.truth.length, false)
    });
    var from = figure.start + p.hour * figure.step;
    var note = document.createElement('h4');
    note.textContent = p.name + ', ' + clock(from) + ' to ' + clock(from + 60 * figure.step);
    box.appendChild(note);
    var hour = timeAxis(from, from + 60 * figure.step, true);
    hour.minInterval = 600000;
    var close = chart(box, p.name + ', the hour in which its power changes most, kW', {
      grid: { left: 48, right: 20, top: 42, bottom: 28 }, legend: legend(figure, p),
      xAxis: hour, yAxis: kw, tooltip: told(p), series: curves(figure, p, p.hour, p.hour + 60, true)
    });
    [[day, close], [close, day]].forEach(function (pair) {
      pair[0].on('legendselectchanged', function (event) {
        pair[1].setOption({ legend: { selected: event.selected } });
      });
    });
  });
}

// ---- skill ----

function skills(id, panels) {
  var low = 0, high = 0;
  panels.forEach(function (p) {
    p.bars.forEach(function (b) {
      low = Math.min(low, b.low, b.worst);
      high = Math.max(high, b.high, b.worst);
    });
  });
  low = round(Math.max(low, -100));
  var cut = function (value) { return Math.max(low, value); };
  panels.forEach(function (p) {
    if (!p.bars.length) { return; }
    var box = panel(id, p.name, '');
    box.style.setProperty('--rows', p.bars.length);
    var label = p.bars.map(function (b) { return b.name + ' ' + number(b.mean, 1) + ' %'; }).join('; ');
    chart(box, p.name + ', skill over persistence: ' + label, {
      grid: { left: 8, right: 48, top: 4, bottom: 22, containLabel: true },
      xAxis: valueAxis({ min: low, max: round(high) || 1, splitNumber: 4 }),
      yAxis: {
        type: 'category', inverse: true, data: p.bars.map(function (b) { return b.name; }), axisTick: { show: false },
        axisLine: { lineStyle: { color: quiet } }, axisLabel: Object.assign({}, font, { fontSize: 11 })
      },
      tooltip: tooltip(function (at) {
        var b = p.bars[at[0].dataIndex];
        return text(p.name) + ', ' + text(b.name) + '<br>mean <b>' + number(b.mean, 1) + ' %</b>, 95 %: '
          + number(b.low, 1) + ' to ' + number(b.high, 1) + ' %<br>worst seed: ' + number(b.worst, 1) + ' %';
      }),
      series: [
        {
          type: 'bar', barWidth: '56%',
          data: p.bars.map(function (b) {
            return { value: cut(b.mean), itemStyle: { color: b.mean < 0 ? color('greedy') : color('surplus'), opacity: 0.85 } };
          }),
          markLine: {
            silent: true, symbol: ['none', 'none'], animation: false, label: { show: false },
            lineStyle: { color: ink, width: 2, type: 'solid' },
            data: p.bars.map(function (b) { return [{ coord: [cut(b.low), b.name] }, { coord: [cut(b.high), b.name] }]; })
          }
        },
        { type: 'scatter', symbolSize: 7, itemStyle: { color: ink }, z: 4, data: p.bars.map(function (b) { return cut(b.worst); }) }
      ]
    });
  });
}

forecasts(figures.forecast);
skills('skill', figures.skill);
skills('absolute', figures.absolute);
finish();
