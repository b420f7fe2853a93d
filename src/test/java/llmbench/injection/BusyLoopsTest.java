package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.session.Session$;
import io.gatling.javaapi.core.Session;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusyLoopsTest {

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(4, LocalIoHandler.newFactory());

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void usersTakeTurnsOnAsManyLoopsAsThereAreCores() {
    BusyLoops two = new BusyLoops(2);
    Set<EventLoop> loops = new HashSet<>();
    for (int user = 1; user <= 8; user++) {
      loops.add(two.apply(user(user)).asScala().eventLoop());
    }
    assertThat(loops).hasSize(2);
    assertThat(loopOf(two, 1)).isSameAs(loopOf(two, 3)).isNotSameAs(loopOf(two, 2));
  }

  @Test
  void whatElseIsKnownOfTheUserStays() {
    Session moved = new BusyLoops(1).apply(user(7).set("prompt", "p"));
    assertThat(moved.getString("prompt")).isEqualTo("p");
    assertThat(moved.userId()).isEqualTo(7);
    assertThat(moved.scenario()).isEqualTo("benchmark");
  }

  @Test
  void withEnoughCoresEveryoneStaysWhereGatlingPutThem() {
    for (int cores : new int[] {4, 16}) {
      Session user = user(3);
      EventLoop own = user.asScala().eventLoop();
      assertThat(new BusyLoops(cores).apply(user).asScala().eventLoop()).isSameAs(own);
    }
  }

  private EventLoop loopOf(BusyLoops loops, long user) {
    return loops.apply(user(user)).asScala().eventLoop();
  }

  private Session user(long id) {
    return new Session(Session$.MODULE$.apply("benchmark", id, group.next()));
  }
}
