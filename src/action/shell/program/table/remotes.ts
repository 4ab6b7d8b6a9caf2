import type { Readings } from "./reading.ts";

/** Programs that run a command on another machine, or on many. */
export const remotes = (): Readings => ({
  az: { source: "--scripts" },
  cf: { source: "-c --command" },
  clush: { after: 0, valued: "-w -g -x -X -f -l -t -u -o", joined: true },
  dokku: { verbs: "run enter", after: 1 },
  dsh: { behind: "--" },
  fly: { source: "-C --command" },
  flyctl: { source: "-C --command" },
  gcloud: { source: "--command" },
  heroku: { verbs: "run run:detached", after: 0, valued: "-a --app -s --size", joined: true },
  lima: { after: 0 },
  limactl: { verbs: "shell", after: 1, valued: "--workdir --shell" },
  "lxc-attach": { behind: "--" },
  "lxc-execute": { behind: "--" },
  machinectl: { verbs: "shell", after: 1, valued: "-E --setenv --uid" },
  multipass: { verbs: "exec", after: 1 },
  "parallel-ssh": { after: 0, valued: "-h -H -l -p -o -e -t -O -x -X", joined: true },
  pdsh: { after: 0, valued: "-w -x -l -t -u -f -R -g", joined: true },
  pssh: { after: 0, valued: "-h -H -l -p -o -e -t -O -x -X", joined: true },
  railway: { verbs: "run", after: 0 },
  sshpass: { after: 0, valued: "-p -f -d -P" },
  toolbox: { verbs: "run", after: 0, valued: "-c --container -r -d" },
  vagrant: { source: "-c --command" },
  winrs: { after: 0, joined: true },
  wsl: { after: 0, valued: "-d --distribution -u --user --cd", joined: true },
});
