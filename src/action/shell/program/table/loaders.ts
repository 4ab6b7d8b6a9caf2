/** What a program loads or compiles by itself, without being told the name. */
export interface Loader {
  /** The interpreter that would run it just so; without, it is of a compiled language. */
  readonly interpreter?: string;
  /** Endings of the files' names, or whole names. */
  readonly files: readonly string[];
}

type Row = readonly [programs: string, files: string, interpreter?: string];

const ROWS: readonly Row[] = [
  [
    "python pypy ipython pytest py.test tox nox pip pipx uv uvx poetry pdm hatch pipenv django-admin flask uvicorn " +
      "gunicorn celery sphinx-build coverage fab invoke inv scons",
    ".py",
    "python",
  ],
  [
    "node nodejs bun deno npm npx pnpm yarn tsx ts-node jest vitest vite webpack rollup eslint prettier mocha next " +
      "nuxt gulp grunt playwright cypress astro",
    ".js .mjs .cjs .ts .mts .cts",
    "node",
  ],
  [
    "ruby rake bundle rspec irb rails gem pod fastlane vagrant guard",
    ".rb .rake .gemspec Rakefile Gemfile Vagrantfile Fastfile Podfile Guardfile",
    "ruby",
  ],
  ["perl prove", ".pl .pm .t", "perl"],
  ["php composer phpunit pest artisan", ".php", "php"],
  ["gradle gradlew groovy", ".gradle .groovy .gradle.kts", "groovy"],
  ["lua luajit busted nvim", ".lua", "lua"],
  ["Rscript R", ".R .Rprofile", "Rscript"],
  ["gcc g++ cc c++ c99 clang clang++ tcc meson ninja", ".c .cc .cpp .cxx .h .hpp"],
  ["go", ".go"],
  ["cargo rustc", ".rs"],
  ["java javac mvn mvnw ant", ".java"],
  ["swift swiftc", ".swift"],
  ["kotlin kotlinc", ".kt .kts"],
  ["dotnet", ".cs .fs"],
  ["zig", ".zig"],
  ["nim nimble", ".nim"],
  ["ghc runghc runhaskell cabal stack", ".hs"],
  ["crystal", ".cr"],
  ["dart flutter", ".dart"],
  ["scala sbt", ".scala .sbt"],
  ["ocaml dune", ".ml"],
];

let byProgram: ReadonlyMap<string, Loader> | undefined;

/** What a program loads by itself; undefined for one that is not known to. */
export function findLoader(program: string): Loader | undefined {
  byProgram ??= new Map(
    ROWS.flatMap(([programs, files, interpreter]) => {
      const loader: Loader = {
        files: files.split(" "),
        ...(interpreter === undefined ? {} : { interpreter }),
      };
      return programs.split(" ").map((name) => [name, loader] as const);
    }),
  );
  return byProgram.get(program);
}
