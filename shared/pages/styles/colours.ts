/**
 * Colours by what they are for. Text on its ground has at least 4.5:1, lines that carry meaning and focus
 * rings at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), in both schemes; test/pages/contrast.test.ts computes it.
 * The series are the colour-blind safe ones of Okabe and Ito (2008), darkened or lightened to that contrast.
 */
export const COLOURS = `:root {
  color-scheme: light dark;
  --ground: #ffffff;
  --raised: #f4f6f5;
  --text: #1b2421;
  --muted: #55625d;
  --line: #c9d2ce;
  --edge: #76847e;
  --accent: #0b5f50;
  --on-accent: #ffffff;
  --focus: #0b57d0;
  --good: #17663a;
  --warn: #7d4e00;
  --bad: #a32116;
  --series-1: #0a6aa8;
  --series-2: #b04a00;
  --series-3: #0b7a5c;
  --series-4: #8e4377;
  --band: #d6e6f1;
  --grid: #dfe5e2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121816;
    --raised: #1c2421;
    --text: #e6ece9;
    --muted: #a4b1ab;
    --line: #37433e;
    --edge: #7d8b85;
    --accent: #6fd1bb;
    --on-accent: #06231d;
    --focus: #8ab4f8;
    --good: #7bd39b;
    --warn: #f0b656;
    --bad: #ff9a8f;
    --series-1: #5db7ea;
    --series-2: #f0955a;
    --series-3: #4fc9a4;
    --series-4: #d993c4;
    --band: #1d3a4d;
    --grid: #2a3430;
  }
}`;
