package io.firedrill.stacks.platform;

import com.github.dockerjava.api.exception.DockerException;
import io.firedrill.stacks.StackException;

/** One container of a run. It stays the same one, with what it wrote and its address, when it is killed. Thread-safe. */
final class ContainerComponent implements Component {
    private final ComponentSpec spec;
    private final ContainerPlace place;
    private final DockerEngine engine;
    private final String image;
    private final String id;
    private final Readying readying;

    ContainerComponent(
            ComponentSpec spec, ContainerPlace place, Reach reach, DockerEngine engine, String image, String id) {
        this.spec = spec;
        this.place = place;
        this.engine = engine;
        this.image = image;
        this.id = id;
        this.readying = new Readying(spec, reach, this, () -> engine.exitCode(id));
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public synchronized void kill() {
        engine.kill(id);
    }

    @Override
    public synchronized void stop() {
        engine.stop(id);
    }

    @Override
    public void restart() {
        try {
            begin();
            readying.await();
        } catch (DockerException e) {
            throw new StackException(
                    spec.name() + " cannot be started from image " + image + ": " + EngineError.of(e), e);
        }
    }

    @Override
    public String logTail() {
        try {
            return engine.log(id, Readying.TAIL_LINES);
        } catch (DockerException e) {
            return "(no log: " + EngineError.of(e) + ")";
        }
    }

    private synchronized void begin() {
        engine.copy(id, place.archive());
        engine.start(id);
    }
}
