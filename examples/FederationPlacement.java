// FederationPlacement: three systems form a federation; an actor lives in the one that has a GPU.
//
//     ./spark run examples/FederationPlacement.java
//
// has all three in one program. On three hosts, remote() has a host, a port and a secret besides.

import module io.sparkactor;

import io.sparkactor.remote.Remote;

record Style(String name) {}

static class Renderer extends Actor<String> {
    private final Style style;

    Renderer(Style style) {
        this.style = style;
    }

    @Override
    protected void process(Message<String> message) {
        String home = context().syndicate().name();
        message.reply("%s: %s in %s".formatted(home, message.content(), style.name()));
    }
}

Syndicate open(String name, boolean gpu) {
    var remote = Remote.tcp().allow(Style.class); // the argument of the constructor travels
    Consumer<FederationConfig> federation =
            f -> f.token("known to all members").capability("gpu", gpu).host(Renderer.class);
    return Syndicate.open(name, c -> c.remote(remote).federation(federation));
}

void show(Syndicate syndicate) {
    IO.println("%s knows:".formatted(syndicate.name()));
    for (FederationMember member : syndicate.federation().members()) {
        IO.println("  %s %s".formatted(member.name(), member.capabilities()));
    }
}

void main() throws InterruptedException {
    try (var desk = open("desk", false);
            var tower = open("tower", true);
            var cellar = open("cellar", false)) {
        var gone = new CountDownLatch(1);
        desk.subscribe(RuntimeEvent.MemberLeft.class, event -> gone.countDown());
        tower.federation().join(desk.systemId(), desk.remoteAddress());
        cellar.federation().join(desk.systemId(), desk.remoteAddress()); // and so the tower
        show(cellar);

        var spec = ActorSpec.of(Renderer.class, new Style("oil")).requiring("gpu", true);
        ActorRef<String> renderer = cellar.createActor(spec, Placement.auto());
        IO.println(renderer.ask("a dawn", String.class));

        tower.close();
        gone.await();
        show(desk);
    }
}
