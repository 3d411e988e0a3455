// The rules of `.rooms.json`, one a room, and those that are of no room. A room may import what its row names and
// itself; types count, as do packages and modules of Node.
const { rooms } = require('./.rooms.json');

const names = Object.keys(rooms);
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The files of a room: those below its folder that lie in no room of their own. */
function inRoom(name) {
  const inner = names.filter((other) => other.startsWith(`${name}/`));
  const others = inner.map((other) => `${literally(other.slice(name.length + 1))}/`);
  return `^${literally(name)}/${others.length > 0 ? `(?!${others.join('|')})` : ''}`;
}

/** What a row names, as paths that dependency-cruiser resolves to. */
function allowed({ imports = [], packages = [], node = [] }) {
  return [
    ...imports.map((entry) => {
      if (entry === '*') return `^(?:${names.map(literally).join('|')})/`;
      return /\.\w+$/.test(entry) ? `^${literally(entry)}$` : inRoom(entry);
    }),
    // A package of types alone, such as aws-lambda, resolves to its bare name.
    ...packages.flatMap((name) => [
      `^node_modules/${literally(name)}/`,
      `^node_modules/@types/${literally(name)}/`,
      `^${literally(name)}$`,
    ]),
    ...node.flatMap((name) => (name === '*' ? ['^[a-z_:]+$', '^[a-z_:]+/[a-z]+$'] : `^${literally(name)}$`)),
  ];
}

const rules = names.flatMap((name) => {
  const { holds, files = {}, ...row } = rooms[name];
  const own = [inRoom(name), ...allowed(row)];
  const apart = Object.keys(files).map((file) => `^${literally(`${name}/${file}`)}$`);
  const rule = (of, from, to) => ({
    name: `room ${of}`,
    comment: `${holds}; what it may import is in .rooms.json`,
    severity: 'error',
    from,
    to: { pathNot: to },
  });
  return [
    rule(name, { path: inRoom(name), ...(apart.length > 0 && { pathNot: apart }) }, own),
    ...Object.entries(files).map(([file, more], index) =>
      rule(`${name}/${file}`, { path: apart[index] }, [...own, ...allowed(more)]),
    ),
  ];
});

module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'a room for everything',
      comment: 'A new folder below shared, functions or infra needs a row in .rooms.json.',
      severity: 'error',
      from: {
        path: '^(?:shared|functions|infra)/[^/]+/',
        pathNot: names.filter((name) => name.includes('/')).map(inRoom),
      },
      to: {},
    },
    { name: 'no circle of files', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no circle of folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(?:aws-lambda|massage-outcomes-client)$' },
    },
    {
      name: 'no-dev-packages-in-lambdas',
      severity: 'error',
      from: { path: '^(shared|functions)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
