import { type Priority, priorities } from '@desk/domain';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { WaitFigures } from '../../routing/figures.ts';
import type { ForecastMeasurement } from './measure-forecasts.ts';
import type { QueueMeasurement } from './measure-queue.ts';

const width = 900;
const height = 720;
const colours = ['#1d6fb8', '#e0952f', '#8a8f98'];

/** Two pictures in one SVG: how long people wait, and how far forecasts are off. */
export function drawRouting(queue: QueueMeasurement, forecasts: readonly ForecastMeasurement[]): string {
  use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    ...{ animation: false, backgroundColor: '#ffffff', color: colours },
    title: [
      { text: 'Wait, p95, minutes (8 slots, load 0.925)', left: 20, top: 10 },
      { text: 'Error of the forecast, RMSE, minutes', left: 20, top: 370 },
    ],
    legend: [
      { data: ['accumulated priority', 'strict priority', 'first come, first served'], right: 20, top: 14 },
      { data: ['forecast of the desk', 'moving average of 30 waits'], right: 20, top: 374 },
    ],
    grid: [
      { left: 60, right: 20, top: 60, height: 250 },
      { left: 60, right: 20, top: 420, height: 250 },
    ],
    xAxis: [
      { type: 'category', gridIndex: 0, data: [...priorities] },
      { type: 'category', gridIndex: 1, data: forecasts.map(({ regime }) => regime) },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0 },
      { type: 'value', gridIndex: 1 },
    ],
    series: [
      bars('accumulated priority', 0, waitsOf(queue.desk), colours[0]),
      bars('strict priority', 0, waitsOf(queue.strict), colours[1]),
      bars('first come, first served', 0, waitsOf(queue.firstCome), colours[2]),
      bars(
        'forecast of the desk',
        1,
        forecasts.map(({ rmse }) => rmse),
        colours[0],
      ),
      bars(
        'moving average of 30 waits',
        1,
        forecasts.map(({ usualRmse }) => usualRmse),
        colours[2],
      ),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

function bars(name: string, grid: number, values: readonly number[], color: string | undefined) {
  const data = values.map((value) => Number(value.toPrecision(3)));
  const label = { show: true, position: 'top', fontSize: 10 } as const;
  return { type: 'bar', name, xAxisIndex: grid, yAxisIndex: grid, data, itemStyle: { color }, label };
}

function waitsOf({ p95Minutes }: WaitFigures): number[] {
  return priorities.map((priority: Priority) => p95Minutes[priority]);
}
