package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * The HTTP/1.1 of one connection, in place of Netty's own codec, which takes whatever comes for an
 * answer to whatever is asked next. Here what comes while no request is out belongs to none: behind
 * it nobody could tell where an answer begins, so the connection is closed (RFC 9112, 9.2).
 *
 * <p>It is behind TLS, where there is TLS: what that says to itself between two requests is no byte
 * of HTTP.
 *
 * <p>On the connection's event loop.
 */
final class AnswerCodec
    extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {

  /** Whose connection it is. */
  interface Owner {

    /** Whether anything was read since the last request was begun. */
    boolean hasRead();

    /**
     * These bytes came, and no request had asked for them; the connection is about to be closed.
     */
    void unasked(ByteBuf bytes);
  }

  private final Owner owner;
  private boolean asked;
  private boolean forHead;

  AnswerCodec(Owner owner) {
    this.owner = owner;
    init(new Answers(), new Requests());
  }

  /** The request is over, whatever came of it: what else comes is nobody's. */
  void over() {
    asked = false;
  }

  private final class Requests extends HttpRequestEncoder {

    @Override
    protected void encode(ChannelHandlerContext context, Object message, List<Object> out)
        throws Exception {
      if (message instanceof HttpRequest request) {
        asked = true;
        forHead = HttpMethod.HEAD.equals(request.method());
      }
      super.encode(context, message, out);
    }
  }

  private final class Answers extends HttpResponseDecoder {

    private boolean interim;

    /** As Gatling's client has its own. */
    Answers() {
      super(new HttpDecoderConfig().setMaxHeaderSize(Integer.MAX_VALUE).setValidateHeaders(false));
    }

    /** Called again and again, until a read's bytes are used up. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
        throws Exception {
      if (!asked || !owner.hasRead()) {
        refuse(context, bytes);
        return;
      }
      int before = out.size();
      super.decode(context, bytes, out);
      for (int i = before; i < out.size(); i++) {
        follow(out.get(i));
      }
    }

    private void follow(Object part) {
      if (part instanceof HttpResponse head) {
        interim = isInterim(head);
      }
      if (part instanceof LastHttpContent && !interim) {
        asked = false;
      }
    }

    /** Line ends alone may stand behind an answer; and of a closed connection all is the same. */
    private void refuse(ChannelHandlerContext context, ByteBuf bytes) {
      if (bytes.forEachByte(b -> b == '\r' || b == '\n') >= 0) {
        close(context, bytes);
      }
      bytes.skipBytes(bytes.readableBytes());
    }

    private void close(ChannelHandlerContext context, ByteBuf bytes) {
      if (context.channel().isOpen()) {
        owner.unasked(bytes);
        ChannelFuture unused = context.close();
      }
    }

    /** TLS can't be gone on with; Gatling's client would keep a connection that is not in use. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!asked && cause instanceof DecoderException) {
        close(context, Unpooled.EMPTY_BUFFER);
      }
      context.fireExceptionCaught(cause);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
      boolean ofHead = forHead && message instanceof HttpResponse head && !isInterim(head);
      return ofHead || super.isContentAlwaysEmpty(message);
    }

    private static boolean isInterim(HttpResponse head) {
      return head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
  }
}
